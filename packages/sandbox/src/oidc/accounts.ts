import { createHash } from 'node:crypto';
import type { Account, AccountClaims } from 'oidc-provider';
import type { Person } from '../people';
import { PLATFORM_REALM } from './types';

/** Claims that a realm's tokens carry whatever scope was asked for, as the platform's realms map them. */
export const REALM_CLAIMS = [
  'preferred_username',
  'name',
  'given_name',
  'family_name',
  'email',
  'email_verified',
  'org',
  'groups',
];

/** The subject: a stable UUID of the person in the realm. */
export function subjectOf(person: Pick<Person, 'realm' | 'name'>): string {
  const hash = createHash('sha256')
    .update(`${person.realm}/${person.name}`)
    .digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

export function accountOf(person: Person): Account {
  const subject = subjectOf(person);
  const [givenName, ...familyNames] = person.displayName.split(' ');
  return {
    accountId: subject,
    async claims(): Promise<AccountClaims> {
      return {
        sub: subject,
        preferred_username: person.name,
        name: person.displayName,
        given_name: givenName,
        family_name: familyNames.join(' ') || undefined,
        email: person.email,
        email_verified: true,
        org: person.realm === PLATFORM_REALM ? undefined : person.organization,
        groups: person.groups,
      };
    },
  };
}
