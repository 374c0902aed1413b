import { NotAllowedError } from '@backstage/errors';
import { z } from 'zod/v3';
import { SessionEndedError } from '../errors';
import type { Installation } from '../installations/types';
import type { KubernetesIdentity } from '../transport/types';

/** Longest token, in characters; all headers of a request together may have 16 KiB. */
const MAX_LENGTH = 12_000;

/** Seconds that clocks may differ by. A token that ends within this time is taken for ended. */
const LEEWAY_SECONDS = 5;

const claimsSchema = z.object({
  iss: z.string(),
  preferred_username: z.string().min(1),
  org: z.unknown(),
  /** Seconds since the epoch. */
  exp: z.number(),
});

/**
 * A person's own token for an installation's Kubernetes API.
 *
 * @public
 */
export interface PersonToken {
  token: string;
  /** When the API server stops taking it. */
  expiresAt: Date;
}

/**
 * Holds a token that came with a request to the person who makes the request: of the realm that the claim `kubedc` names,
 * and of that person. The signature is the API server's to check, so what is read here gives no right; it keeps one
 * person's session from acting with another's token.
 *
 * @param now - milliseconds since the epoch.
 * @throws NotAllowedError for a token of another realm or person, or one that is none; SessionEndedError for one that
 * has ended. No message holds anything of the token.
 * @public
 */
export function readPersonToken(
  token: string,
  options: {
    installation: Installation;
    identity: Pick<KubernetesIdentity, 'user'>;
    now: number;
  },
): PersonToken {
  const claims = claimsOf(token);
  if (!claims) {
    throw new NotAllowedError(
      'The token in the request is not a JSON Web Token',
    );
  }
  const expected = realmOf(options.installation, options.identity.user);
  if (!expected || claims.iss !== expected.issuer) {
    throw new NotAllowedError(
      'The token in the request is of another sign-in server than your session',
    );
  }
  if (
    `${expected.prefix}:${claims.preferred_username}` !==
      options.identity.user ||
    (expected.organization && claims.org !== expected.organization)
  ) {
    throw new NotAllowedError(
      'The token in the request is of another person than your session',
    );
  }
  if (claims.exp - LEEWAY_SECONDS <= options.now / 1000) {
    throw new SessionEndedError();
  }
  return { token, expiresAt: new Date(claims.exp * 1000) };
}

function claimsOf(token: string): z.infer<typeof claimsSchema> | undefined {
  const match =
    token.length <= MAX_LENGTH && /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token);
  if (!match) {
    return undefined;
  }
  try {
    const claims = JSON.parse(Buffer.from(match[1], 'base64url').toString());
    return claimsSchema.safeParse(claims).data;
  } catch {
    // What the parser says would quote the token.
    return undefined;
  }
}

/** The realm a person of this Kubernetes name signed in with. */
function realmOf({ oidc }: Installation, user: string) {
  const [prefix] = user.split(':', 1);
  if (!oidc || !prefix || prefix === user) {
    return undefined;
  }
  const issuerOf = (realm: string) => oidc.issuer.replace('{realm}', realm);
  if (prefix === oidc.platformPrefix) {
    return { prefix, issuer: issuerOf(oidc.platformRealm) };
  }
  const { broker } = oidc;
  if (broker && user.startsWith(`${prefix}:${broker.prefix}:`)) {
    return {
      prefix: `${prefix}:${broker.prefix}`,
      issuer: issuerOf(broker.realm),
      organization: prefix,
    };
  }
  return { prefix, issuer: issuerOf(prefix) };
}
