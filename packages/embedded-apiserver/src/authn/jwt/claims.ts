import { JsonObject } from '../../types';

/** What a JSON value is called in Go's refusals. */
export function goKind(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/**
 * A claim that has to be a text.
 *
 * @throws Error when it is missing or anything else
 */
export function stringClaim(claims: JsonObject, name: string): string {
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

/**
 * Checks that an issuer which tells whether it knows an address to be somebody's
 * says so.
 *
 * @throws Error when it does not
 */
export function checkVerifiedEmail(claims: JsonObject): void {
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
