import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const YEAR_MS = 365 * 24 * 3600 * 1000;

const crypto = webcrypto as unknown as Crypto;
x509.cryptoProvider.set(crypto);

/** The authority that the sandbox's own servers have their certificates from. */
export class CertificateAuthority {
  /** PEM of the authority's certificate. */
  readonly certificate: string;
  readonly #issuer: x509.X509Certificate;
  readonly #key: CryptoKey;

  private constructor(issuer: x509.X509Certificate, key: CryptoKey) {
    this.#issuer = issuer;
    this.#key = key;
    this.certificate = issuer.toString('pem');
  }

  /** Reads the authority of a directory, or makes one there. */
  static async open(dir: string): Promise<CertificateAuthority> {
    const certFile = join(dir, 'ca.crt');
    const keyFile = join(dir, 'ca.key');
    try {
      const [cert, key] = await Promise.all([
        readFile(certFile, 'utf8'),
        readFile(keyFile, 'utf8'),
      ]);
      return new CertificateAuthority(
        new x509.X509Certificate(cert),
        await crypto.subtle.importKey(
          'pkcs8',
          x509.PemConverter.decodeFirst(key),
          ALGORITHM,
          false,
          ['sign'],
        ),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=Kube-DC sandbox',
      ...validity(10),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    await mkdir(dir, { recursive: true });
    await writeFile(certFile, certificate.toString('pem'));
    await writeFile(keyFile, await exportKey(keys.privateKey), { mode: 0o600 });
    return new CertificateAuthority(certificate, keys.privateKey);
  }

  /** A server certificate for host names and addresses, both parts PEM. */
  async issue(hosts: string[]): Promise<{ certificate: string; key: string }> {
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${hosts[0]}`,
      issuer: this.#issuer.subject,
      ...validity(1),
      signingKey: this.#key,
      publicKey: keys.publicKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          hosts.map(value => ({
            type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const),
            value,
          })),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(this.#issuer),
      ],
    });
    return {
      certificate: certificate.toString('pem'),
      key: await exportKey(keys.privateKey),
    };
  }
}

function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(
    await crypto.subtle.exportKey('pkcs8', key),
    'PRIVATE KEY',
  );
}

function validity(years: number): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + years * YEAR_MS),
  };
}
