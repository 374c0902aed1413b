import { JsonObject, UserInfo } from '../../types';
import { goQuote } from '../../util/goQuote';
import { JwtAuthenticatorConfiguration } from '../authenticationConfiguration';

const CREDENTIAL_ID = 'authentication.kubernetes.io/credential-id';

function goKind(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function stringClaim(claims: JsonObject, name: string): string {
  if (!Object.hasOwn(claims, name)) {
    throw new Error('claim not present');
  }
  const value = claims[name] ?? '';
  if (typeof value !== 'string') {
    throw new Error(
      `json: cannot unmarshal ${goKind(value)} into Go value of type string`,
    );
  }
  return value;
}

function checkVerifiedEmail(claims: JsonObject): void {
  if (!Object.hasOwn(claims, 'email_verified')) {
    return;
  }
  const value = claims.email_verified ?? false;
  if (typeof value !== 'boolean') {
    throw new Error(
      `oidc: parse 'email_verified' claim: json: cannot unmarshal ${goKind(
        value,
      )} into Go value of type bool`,
    );
  }
  if (!value) {
    throw new Error('oidc: email not verified');
  }
}

function inContext<T>(what: string, get: () => T): T {
  try {
    return get();
  } catch (error) {
    throw new Error(
      `oidc: parse ${what}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function userName(
  claims: JsonObject,
  { username }: JwtAuthenticatorConfiguration['claimMappings'],
): string {
  const claim = username.claim ?? '';
  const name = inContext(`username claims ${goQuote(claim)}`, () =>
    stringClaim(claims, claim),
  );
  if (claim === 'email') {
    checkVerifiedEmail(claims);
  }
  return `${username.prefix ?? ''}${name}`;
}

function groupNames(
  claims: JsonObject,
  { groups }: JwtAuthenticatorConfiguration['claimMappings'],
): string[] {
  if (!groups?.claim || !Object.hasOwn(claims, groups.claim)) {
    return [];
  }
  const { claim, prefix = '' } = groups;
  const value = claims[claim];
  const names = inContext(`groups claim ${goQuote(claim)}`, () =>
    Array.isArray(value) && value.every(name => typeof name === 'string')
      ? (value as string[])
      : [stringClaim(claims, claim)].filter(() => value !== null),
  );
  return names.map(name => `${prefix}${name}`);
}

/**
 * Who the claims of a verified token stand for.
 *
 * @throws Error when a claim is missing or not of the sort it should be
 */
export function userOf(
  claims: JsonObject,
  { claimMappings }: JwtAuthenticatorConfiguration,
): UserInfo {
  const name = userName(claims, claimMappings);
  const groups = groupNames(claims, claimMappings);
  const uidClaim = claimMappings.uid?.claim;
  const uid =
    uidClaim &&
    inContext(`uid claim ${goQuote(uidClaim)}`, () =>
      stringClaim(claims, uidClaim),
    );
  const extra =
    typeof claims.jti === 'string' && claims.jti
      ? { [CREDENTIAL_ID]: [`JTI=${claims.jti}`] }
      : undefined;
  return { name, groups, ...(uid && { uid }), ...(extra && { extra }) };
}

/**
 * Checks the claims that must have a certain value.
 *
 * @throws Error when one has not
 */
export function checkRequiredClaims(
  claims: JsonObject,
  { claimValidationRules = [] }: JwtAuthenticatorConfiguration,
): void {
  for (const { claim, requiredValue = '' } of claimValidationRules) {
    if (claim) {
      if (!Object.hasOwn(claims, claim)) {
        throw new Error(
          `oidc: required claim ${claim} not present in ID token`,
        );
      }
      const value = inContext(`claim ${claim}`, () =>
        stringClaim(claims, claim),
      );
      if (value !== requiredValue) {
        throw new Error(
          `oidc: required claim ${claim} value does not match. Got = ${value}, want = ${requiredValue}`,
        );
      }
    }
  }
}
