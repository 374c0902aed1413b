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
import { untrustedClaims } from './jwt/verifyToken';
import { KubeObject, ObjectMeta, UserInfo } from '../types';
import { goQuote } from '../util/goQuote';
import { readString } from '../util/read';

export const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const ALGORITHM = 'ES256';
const CACHE_LIMIT = 1000;
const EXTRA = 'authentication.kubernetes.io/';

/** How long a token is valid behind what it is bound to. */
const LEEWAY_MS = 60_000;

interface Reference {
  name: string;
  uid: string;
}

interface KubernetesClaims {
  namespace: string;
  serviceaccount: Reference;
  pod?: Reference;
  secret?: Reference;
  node?: Reference;
}

/** What a token ends with. */
export interface BoundObject {
  storageKey: string;
  object: KubeObject;
}

interface TokenRequest {
  audiences: string[];
  expirationSeconds: number;
  bound?: BoundObject;
}

function referenceTo({ metadata }: KubeObject): Reference {
  return { name: metadata.name, uid: metadata.uid ?? '' };
}

/** The claim that a token is bound by. */
function boundClaims(
  bound: BoundObject | undefined,
  nodeOf: (pod: KubeObject) => Reference | undefined,
): Partial<KubernetesClaims> {
  switch (bound?.storageKey) {
    case '/pods': {
      const node = nodeOf(bound.object);
      return { pod: referenceTo(bound.object), ...(node && { node }) };
    }
    case '/secrets':
      return { secret: referenceTo(bound.object) };
    case '/nodes':
      return { node: referenceTo(bound.object) };
    default:
      return {};
  }
}

function isLongDeleted({ deletionTimestamp }: ObjectMeta): boolean {
  return (
    !!deletionTimestamp &&
    Date.parse(deletionTimestamp) < Date.now() - LEEWAY_MS
  );
}

function quoted(list: string[]): string {
  return `[${list.map(goQuote).join(' ')}]`;
}

function userOf(
  { namespace, serviceaccount, pod, node }: KubernetesClaims,
  jti: string | undefined,
): UserInfo {
  const extra: Record<string, string[]> = {
    [`${EXTRA}credential-id`]: [`JTI=${jti}`],
  };
  for (const [name, reference] of Object.entries({ node, pod })) {
    if (reference) {
      extra[`${EXTRA}${name}-name`] = [reference.name];
      if (reference.uid) {
        extra[`${EXTRA}${name}-uid`] = [reference.uid];
      }
    }
  }
  return {
    name: `system:serviceaccount:${namespace}:${serviceaccount.name}`,
    uid: serviceaccount.uid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    extra,
  };
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
    { audiences, expirationSeconds, bound }: TokenRequest,
  ): Promise<{ token: string; expirationTimestamp: number }> {
    const { name, namespace } = account.metadata;
    const issued = Math.floor(Date.now() / 1000);
    const expires = issued + expirationSeconds;
    const token = await new SignJWT({
      'kubernetes.io': {
        namespace,
        serviceaccount: referenceTo(account),
        ...boundClaims(bound, pod => this.nodeOf(pod)),
      },
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

  private nodeOf(pod: KubeObject): Reference | undefined {
    const name = readString(pod, 'spec', 'nodeName');
    const node = this.store.collection('/nodes').get(name);
    return name ? { name, uid: node?.object.metadata.uid ?? '' } : undefined;
  }

  /**
   * Who a token stands for; nothing when it is not one of these.
   *
   * @throws Error saying why it is not valid (any more)
   */
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
    if (audiences.length === 0) {
      throw new Error(
        `token audiences ${quoted(
          given,
        )} is invalid for the target audiences ${quoted(wanted)}`,
      );
    }
    if ((payload.exp ?? 0) * 1000 <= Date.now()) {
      throw new Error('service account token has expired');
    }
    const claims = payload['kubernetes.io'] as KubernetesClaims;
    this.checkAccount(claims);
    this.checkBound(claims);
    return { user: userOf(claims, payload.jti), audiences };
  }

  private checkAccount({ namespace, serviceaccount }: KubernetesClaims): void {
    const { name, uid } = serviceaccount;
    const account = this.store
      .collection('/serviceaccounts')
      .get(`${namespace}/${name}`)?.object.metadata;
    if (!account) {
      throw new Error(`serviceaccounts ${goQuote(name)} not found`);
    }
    if (account.uid !== uid) {
      throw new Error(
        `service account UID (${account.uid}) does not match claim (${uid})`,
      );
    }
  }

  private checkBound({ namespace, pod, secret, node }: KubernetesClaims): void {
    const bounds: [string, string, Reference | undefined][] = [
      ['/secrets', `${namespace}/`, secret],
      ['/pods', `${namespace}/`, pod],
      ['/nodes', '', pod ? undefined : node],
    ];
    for (const [storageKey, place, reference] of bounds) {
      if (reference) {
        const bound = this.store
          .collection(storageKey)
          .get(`${place}${reference.name}`)?.object.metadata;
        if (!bound || isLongDeleted(bound)) {
          throw new Error('service account token has been invalidated');
        }
        if (bound.uid !== reference.uid) {
          const what = storageKey.slice(1, -1);
          throw new Error(
            `${what} UID (${bound.uid}) does not match service account ${what} ref claim (${reference.uid})`,
          );
        }
      }
    }
  }

  private async payload(token: string): Promise<JWTPayload | undefined> {
    const known = this.verified.get(token);
    if (known) {
      return known;
    }
    if (untrustedClaims(token)?.iss !== ISSUER) {
      return undefined;
    }
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, this.publicKey, {
        issuer: ISSUER,
        algorithms: [ALGORITHM],
        // When it ends is looked at each time, and has a refusal of its own.
        currentDate: new Date(0),
        clockTolerance: Number.MAX_SAFE_INTEGER,
      }));
    } catch {
      // Not a token of ours: somebody else may know it.
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
