import { createPublicKey, verify } from 'node:crypto';
import type { Configuration, JWK } from 'oidc-provider';
import { accountOf } from './accounts';
import { PUBLIC_CLIENT } from './clients';
import type { Person } from '../people';
import { PLATFORM_REALM } from './types';

/** What tokens for the Kubernetes API are called in requests; it never leaves this server. */
const KUBERNETES_API = 'urn:kubernetes:api';

const SCOPE = 'openid profile email offline_access';

/** Claims of a person in an access token, as the platform's realms map them. */
const MAPPED = [
  'preferred_username',
  'name',
  'email',
  'email_verified',
  'org',
  'groups',
];

/** The audience by which the API server knows that a token of a realm is meant for it. */
export function apiAudienceOf(realm: string): string {
  return realm === PLATFORM_REALM ? `${PUBLIC_CLIENT}-admin` : PUBLIC_CLIENT;
}

/**
 * Makes access tokens signed JWTs for the Kubernetes API, as Keycloak's audience mapper and claim mappers do. They are
 * for the API server; only the userinfo endpoint of the realm takes them beside it.
 */
export function accessTokensOf(options: {
  realm: string;
  people: ReadonlyMap<string, Person>;
  seconds: number;
}): Required<Pick<Configuration, 'extraTokenClaims'>> & {
  feature: NonNullable<Configuration['features']>['resourceIndicators'];
  grantedTo: string;
  scope: string;
} {
  const { realm, people, seconds } = options;
  return {
    grantedTo: KUBERNETES_API,
    scope: SCOPE,
    feature: {
      enabled: true,
      defaultResource: () => KUBERNETES_API,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: SCOPE,
        audience: apiAudienceOf(realm),
        accessTokenTTL: seconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
    async extraTokenClaims(_context, token) {
      const person =
        'accountId' in token ? people.get(`${token.accountId}`) : undefined;
      if (!person) {
        return undefined;
      }
      const claims = await accountOf(person).claims('access_token', '', {}, []);
      return {
        ...Object.fromEntries(MAPPED.map(name => [name, claims[name]])),
        azp: token.clientId,
        sid: 'grantId' in token ? token.grantId : undefined,
        typ: 'Bearer',
      };
    },
  };
}

/**
 * Reads an access token of a realm.
 *
 * @returns its claims, or undefined when it is not the realm's own or has ended.
 */
export function readAccessToken(
  token: string,
  options: { issuer: string; key: JWK },
): Record<string, unknown> | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!signature || rest.length) {
    return undefined;
  }
  const { kty, n, e } = options.key;
  const genuine = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    createPublicKey({ key: { kty, n, e }, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  if (!genuine) {
    return undefined;
  }
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const ended = Number(claims.exp) * 1000 <= Date.now();
  return claims.typ === 'Bearer' && claims.iss === options.issuer && !ended
    ? claims
    : undefined;
}
