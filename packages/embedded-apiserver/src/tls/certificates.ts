import { randomBytes, webcrypto } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as Crypto);

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const YEAR_MS = 365 * 86_400_000;
const RENEW_BEFORE_MS = 7 * 86_400_000;

/** A certificate with its private key, both PEM. */
export interface KeyPair {
  cert: string;
  key: string;
}

interface Authority extends KeyPair {
  certificate: x509.X509Certificate;
  privateKey: CryptoKey;
}

async function exportKey(key: CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}

async function importKey(pem: string): Promise<CryptoKey> {
  return webcrypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(pem),
    KEY_ALGORITHM,
    true,
    ['sign'],
  );
}

function validity() {
  const notBefore = new Date(Date.now() - 3_600_000);
  return { notBefore, notAfter: new Date(notBefore.getTime() + YEAR_MS) };
}

function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

/** Reads a pair of files; nothing when they are missing or nearly expired. */
function readPair(certFile: string, keyFile: string): KeyPair | undefined {
  if (!fs.existsSync(certFile) || !fs.existsSync(keyFile)) {
    return undefined;
  }
  const cert = fs.readFileSync(certFile, 'utf8');
  const { notAfter } = new x509.X509Certificate(cert);
  return notAfter.getTime() - Date.now() > RENEW_BEFORE_MS
    ? { cert, key: fs.readFileSync(keyFile, 'utf8') }
    : undefined;
}

/** Writes a file that only its owner can read. */
export function writePrivate(file: string, content: string): void {
  fs.writeFileSync(file, content, { mode: 0o600 });
  fs.chmodSync(file, 0o600);
}

/** The certificates of a server, kept as files in a folder. */
export class CertificateStore {
  constructor(private readonly dir: string) {
    fs.mkdirSync(dir, { recursive: true });
  }

  private files(name: string) {
    return {
      certFile: path.join(this.dir, `${name}.crt`),
      keyFile: path.join(this.dir, `${name}.key`),
    };
  }

  /** A certificate authority, made when it is missing. */
  async authority(name: string, commonName: string): Promise<Authority> {
    const { certFile, keyFile } = this.files(name);
    let pair = readPair(certFile, keyFile);
    if (!pair) {
      const keys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, [
        'sign',
        'verify',
      ]);
      const certificate = await x509.X509CertificateGenerator.createSelfSigned({
        serialNumber: serialNumber(),
        name: `CN=${commonName}`,
        ...validity(),
        signingAlgorithm: SIGNING,
        keys,
        extensions: [
          new x509.BasicConstraintsExtension(true, undefined, true),
          new x509.KeyUsagesExtension(
            // eslint-disable-next-line no-bitwise
            x509.KeyUsageFlags.keyCertSign |
              x509.KeyUsageFlags.cRLSign |
              x509.KeyUsageFlags.digitalSignature,
            true,
          ),
          await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        ],
      });
      pair = {
        cert: `${certificate.toString('pem')}\n`,
        key: await exportKey(keys.privateKey),
      };
      fs.writeFileSync(certFile, pair.cert);
      writePrivate(keyFile, pair.key);
    }
    return {
      ...pair,
      certificate: new x509.X509Certificate(pair.cert),
      privateKey: await importKey(pair.key),
    };
  }

  /** A certificate that an authority signed, made when it is missing. */
  async issue(
    name: string,
    authority: Authority,
    commonName: string,
    usage: 'server' | 'client',
    hosts: x509.JsonGeneralNames = [],
  ): Promise<KeyPair> {
    const { certFile, keyFile } = this.files(name);
    const known = readPair(certFile, keyFile);
    if (known && (await this.isSignedBy(known.cert, authority))) {
      return known;
    }
    const keys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, [
      'sign',
      'verify',
    ]);
    const oid = usage === 'server' ? 'serverAuth' : 'clientAuth';
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: `CN=${commonName}`,
      issuer: authority.certificate.subject,
      ...validity(),
      signingAlgorithm: SIGNING,
      publicKey: keys.publicKey,
      signingKey: authority.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[oid]]),
        await x509.AuthorityKeyIdentifierExtension.create(
          authority.certificate,
        ),
        ...(hosts.length
          ? [new x509.SubjectAlternativeNameExtension(hosts)]
          : []),
      ],
    });
    const pair = {
      cert: `${certificate.toString('pem')}\n`,
      key: await exportKey(keys.privateKey),
    };
    fs.writeFileSync(certFile, pair.cert);
    writePrivate(keyFile, pair.key);
    return pair;
  }

  private isSignedBy(cert: string, authority: Authority): Promise<boolean> {
    return new x509.X509Certificate(cert).verify({
      publicKey: authority.certificate.publicKey,
    });
  }
}
