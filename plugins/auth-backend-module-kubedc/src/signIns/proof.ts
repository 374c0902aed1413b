import { createHash } from 'node:crypto';

/**
 * What is particular to one Backstage user token and stays with it when it is passed on in a limited form: the signature
 * of its identity proof, hashed.
 *
 * @throws Error when the auth backend issues tokens without one.
 */
export function proofOfToken(token: string): string {
  const { uip } = JSON.parse(
    Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}',
  );
  if (typeof uip !== 'string') {
    throw new Error('The Backstage token holds no proof of identity');
  }
  return hash(uip);
}

/** The same of the token in its limited form. */
export function proofOfLimitedToken(token: string): string {
  return hash(token.split('.')[2] ?? '');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
