import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  JWK,
  JWTPayload,
  jwtVerify,
  KeyLike,
  SignJWT,
} from 'jose';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { Store } from '../storage/store';
import { writePrivate } from '../tls/certificates';
import { KubeObject, UserInfo } from '../types';

export const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const ALGORITHM = 'ES256';
const CACHE_LIMIT = 1000;

interface KubernetesClaims {
  namespace: string;
  serviceaccount: { name: string; uid: string };
  secret?: { name: string; uid: string };
}

interface TokenRequest {
  audiences: string[];
  expirationSeconds: number;
}

/** Signs and checks the tokens of service accounts. */
export class ServiceAccountTokens {
  private readonly verified = new Map<string, JWTPayload>();

  private constructor(
    private readonly store: Store,
    private readonly privateKey: KeyLike,
    private readonly publicKey: KeyLike,
    /** The public keys, as `/openid/v1/jwks` shows them. */
    readonly jwks: { keys: JWK[] },
  ) {}

  /** Reads the signing key from a folder, and makes it when it is missing. */
  static async load(dir: string, store: Store): Promise<ServiceAccountTokens> {
    const file = path.join(dir, 'service-account.key');
    if (!fs.existsSync(file)) {
      const keys = await generateKeyPair(ALGORITHM, { extractable: true });
      writePrivate(file, await exportPKCS8(keys.privateKey));
    }
    const pem = fs.readFileSync(file, 'utf8');
    const publicKey = createPublicKey(createPrivateKey(pem));
    const jwk = await exportJWK(publicKey);
    return new ServiceAccountTokens(
      store,
      await importPKCS8(pem, ALGORITHM),
      publicKey,
      { keys: [{ ...jwk, alg: ALGORITHM, use: 'sig', kid: 'embedded' }] },
    );
  }

  /** A token for a service account that ends by itself. */
  async issue(
    account: KubeObject,
    { audiences, expirationSeconds }: TokenRequest,
  ): Promise<{ token: string; expirationTimestamp: number }> {
    const { name, namespace, uid } = account.metadata;
    const issued = Math.floor(Date.now() / 1000);
    const expires = issued + expirationSeconds;
    const token = await new SignJWT({
      'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    })
      .setProtectedHeader({ alg: ALGORITHM, kid: 'embedded' })
      .setIssuer(ISSUER)
      .setSubject(`system:serviceaccount:${namespace}:${name}`)
      .setAudience(audiences.length > 0 ? audiences : [ISSUER])
      .setJti(randomUUID())
      .setIssuedAt(issued)
      .setNotBefore(issued)
      .setExpirationTime(expires)
      .sign(this.privateKey);
    return { token, expirationTimestamp: expires * 1000 };
  }

  /** Who a token stands for; nothing when it is not valid (any more). */
  async verify(
    token: string,
    wanted: string[],
  ): Promise<{ user: UserInfo; audiences: string[] } | undefined> {
    const payload = await this.payload(token);
    if (!payload) {
      return undefined;
    }
    const given = [payload.aud ?? []].flat();
    const audiences = given.filter(audience => wanted.includes(audience));
    const expired = (payload.exp ?? 0) * 1000 <= Date.now();
    if (expired || audiences.length === 0) {
      return undefined;
    }
    const claims = payload['kubernetes.io'] as KubernetesClaims;
    const { name, uid } = claims.serviceaccount;
    const account = this.store
      .collection('/serviceaccounts')
      .get(`${claims.namespace}/${name}`);
    if (account?.object.metadata.uid !== uid) {
      return undefined;
    }
    const user = {
      name: `system:serviceaccount:${claims.namespace}:${name}`,
      uid,
      groups: [
        'system:serviceaccounts',
        `system:serviceaccounts:${claims.namespace}`,
      ],
      extra: {
        'authentication.kubernetes.io/credential-id': [`JTI=${payload.jti}`],
      },
    };
    return { user, audiences };
  }

  private async payload(token: string): Promise<JWTPayload | undefined> {
    const known = this.verified.get(token);
    if (known) {
      return known;
    }
    if (token.split('.').length !== 3) {
      return undefined;
    }
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, this.publicKey, {
        issuer: ISSUER,
        algorithms: [ALGORITHM],
      }));
    } catch {
      // Not a token of ours, or one that ended: the caller refuses it.
      return undefined;
    }
    this.verified.set(token, payload);
    if (this.verified.size > CACHE_LIMIT) {
      const [oldest] = this.verified.keys();
      this.verified.delete(oldest);
    }
    return payload;
  }
}
