import fs from 'node:fs';
import { once } from 'node:events';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { CertificateStore } from '@kubedc/embedded-apiserver/tls';
import { exportJWK, generateKeyPair, JWK, KeyLike, SignJWT } from 'jose';

interface SigningKey {
  id: string;
  algorithm: string;
  privateKey: KeyLike;
  publicJwk: JWK;
}

/** An OpenID Connect issuer whose tokens a test makes itself. */
export class TokenIssuer {
  private keys: SigningKey[] = [];
  private made = 0;

  private constructor(
    readonly url: string,
    /** PEM of the authority of its certificate. */
    readonly caData: string,
    private readonly server: https.Server,
    private readonly dir: string,
  ) {}

  static async start(): Promise<TokenIssuer> {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'token-issuer-'));
    const certificates = new CertificateStore(dir);
    const authority = await certificates.authority('ca', 'token-issuer-ca');
    const { cert, key } = await certificates.issue(
      'serving',
      authority,
      'token-issuer',
      'server',
      [{ type: 'dns', value: 'localhost' }],
    );
    const server = https.createServer({ cert, key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `https://localhost:${port}`;
    const issuer = new TokenIssuer(url, authority.cert, server, dir);
    server.on('request', (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(issuer.document(request.url ?? '')));
    });
    await issuer.rotate();
    return issuer;
  }

  /** Signs with a new key from now on; the old ones are forgotten. */
  async rotate(algorithm = 'RS256'): Promise<void> {
    this.keys = [];
    await this.addKey(algorithm);
  }

  private async addKey(algorithm: string): Promise<void> {
    const pair = await generateKeyPair(algorithm);
    this.made += 1;
    const id = `key-${this.made}`;
    const jwk = await exportJWK(pair.publicKey);
    this.keys.unshift({
      id,
      algorithm,
      privateKey: pair.privateKey,
      publicJwk: { ...jwk, kid: id, alg: algorithm, use: 'sig' },
    });
  }

  /** A token with these claims; one of `undefined` is left out. */
  async token(claims: Record<string, unknown> = {}): Promise<string> {
    const [{ id, algorithm, privateKey }] = this.keys;
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: this.url,
      aud: 'portal',
      sub: 'somebody',
      iat: now,
      exp: now + 300,
      ...claims,
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: algorithm, kid: id })
      .sign(privateKey);
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
    fs.rmSync(this.dir, { recursive: true, force: true });
  }

  private document(at: string): unknown {
    return at.endsWith('/.well-known/openid-configuration')
      ? {
          issuer: this.url,
          jwks_uri: `${this.url}/keys`,
          response_types_supported: ['id_token'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'ES256'],
        }
      : { keys: this.keys.map(key => key.publicJwk) };
  }
}
