import { decodeProtectedHeader } from 'jose';
import { isObject, JsonObject } from '../../types';
import { goQuote } from '../../util/goQuote';
import { goKind } from './claims';
import { IssuerKeys } from './issuerKeys';

/** The algorithms the real server lets an issuer sign with. */
export const SIGNING_ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];

/** How far an issuer's clock may be ahead. */
const LEEWAY_SECONDS = 60;

/** The claims of a token before anything is known to be true about it. */
export function untrustedClaims(token: string): JsonObject | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) {
    return undefined;
  }
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(parts[1], 'base64url').toString(),
    );
    return isObject(claims) ? claims : undefined;
  } catch {
    // No token of this sort: some other authenticator may know it.
    return undefined;
  }
}

function quotedList(list: string[]): string {
  return `[${list.map(goQuote).join(' ')}]`;
}

function audiencesOf(claims: JsonObject): string[] {
  return [claims.aud ?? []].flat().map(String);
}

function checkAudience(claims: JsonObject, accepted: string[]): void {
  const given = audiencesOf(claims);
  if (!given.some(audience => accepted.includes(audience))) {
    throw new Error(
      accepted.length === 1
        ? `oidc: expected audience ${goQuote(accepted[0])} got ${quotedList(
            given,
          )}`
        : `oidc: expected audience in ${quotedList(
            [...accepted].sort(),
          )} got ${quotedList(given)}`,
    );
  }
}

function goTime(seconds: number): string {
  return new Date(seconds * 1000)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' +0000 UTC');
}

function checkTimes({ exp, nbf }: JsonObject): void {
  const now = Date.now() / 1000;
  if (typeof exp !== 'number' || exp < now) {
    const text =
      typeof exp === 'number' ? goTime(exp) : '0001-01-01 00:00:00 +0000 UTC';
    throw new Error(`oidc: token is expired (Token Expiry: ${text})`);
  }
  if (typeof nbf === 'number' && now + LEEWAY_SECONDS < nbf) {
    throw new Error(
      `oidc: current time ${goTime(
        now,
      )} before the nbf (not before) time: ${goTime(nbf)}`,
    );
  }
}

/** The claims that are always texts. */
const TEXTS = ['sub', 'nonce', 'at_hash'];

function checkTypes(claims: JsonObject): void {
  for (const name of TEXTS) {
    const value = claims[name] ?? '';
    if (typeof value !== 'string') {
      throw new Error(
        `oidc: failed to unmarshal claims: json: cannot unmarshal ${goKind(
          value,
        )} into Go struct field idToken.${name} of type string`,
      );
    }
  }
}

/**
 * Checks a token of a known issuer.
 *
 * @throws Error saying what is wrong with it
 */
export async function verifyToken(
  token: string,
  claims: JsonObject,
  audiences: string[],
  keys: IssuerKeys,
): Promise<void> {
  checkTypes(claims);
  checkAudience(claims, audiences);
  checkTimes(claims);
  const { alg = '', kid } = decodeProtectedHeader(token);
  if (!SIGNING_ALGORITHMS.includes(alg)) {
    throw new Error(
      `oidc: id token signed with unsupported algorithm, expected ${quotedList(
        SIGNING_ALGORITHMS,
      )} got ${goQuote(alg)}`,
    );
  }
  let isSigned: boolean;
  try {
    isSigned = await keys.isSigned(token, kid, alg);
  } catch (error) {
    throw new Error(
      `failed to verify signature: fetching keys ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  if (!isSigned) {
    throw new Error(
      'failed to verify signature: failed to verify id token signature',
    );
  }
}
