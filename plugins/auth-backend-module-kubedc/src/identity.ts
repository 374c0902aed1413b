import { NotAllowedError } from '@backstage/errors';
import {
  isRealmName,
  personRefsOf,
  realmGroupsOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubedcIdentity } from '@kubedc/backstage-plugin-kubedc-node';
import type { KubedcAuthResult } from './authenticator';
import type { KubedcRealm } from './realm';

/**
 * A person who signed in, by all their names.
 *
 * @public
 */
export interface KubedcPerson {
  /** Name in the realm. */
  username: string;
  displayName?: string;
  email?: string;
  /** The organization; absent for the platform's administrators. */
  organization?: string;
  userEntityRef: string;
  /** Refs of the groups the person is in. */
  groupEntityRefs: string[];
  /** The person at the Kubernetes API. */
  identity: KubedcIdentity;
}

/**
 * Who signed in, from the claims that the realm signed.
 *
 * @throws NotAllowedError when the claims are not such as the realm may make.
 */
export function personOf(result: KubedcAuthResult): KubedcPerson {
  const { realm, tokenset, userinfo } = result;
  // A refreshed session need not bring an ID token; the userinfo endpoint answers for the same realm then.
  const token = tokenset.id_token ? tokenset.claims() : userinfo;
  if (token.sub !== userinfo.sub) {
    throw new NotAllowedError('The sign-in server answered for two people');
  }
  const claims: Record<string, unknown> = { ...userinfo, ...token };

  checkOrganization(realm, claims.org);
  const username = readUsername(claims.preferred_username);
  const groups = readGroups(claims.groups);
  const refs = personRefsOf(
    { realm: realm.name, platform: realm.platform, username, groups },
    realm.installation,
  );
  return {
    username,
    displayName: readText(claims.name),
    email: claims.email_verified === false ? undefined : readText(claims.email),
    organization: realm.platform ? undefined : realm.name,
    userEntityRef: refs.user,
    groupEntityRefs: refs.groups,
    identity: {
      installation: realm.installation.name,
      user: `${realm.prefix}:${username}`,
      groups: groups.map(group => `${realm.prefix}:${group}`),
    },
  };
}

function checkOrganization(realm: KubedcRealm, org: unknown): void {
  if (org === undefined || org === null || org === '') {
    return;
  }
  if (org !== realm.name) {
    throw new NotAllowedError(
      `The account of realm '${realm.name}' claims to belong to another organization`,
    );
  }
}

function readUsername(value: unknown): string {
  const username = readText(value);
  if (!username || !isRealmName(username)) {
    throw new NotAllowedError(
      'The claim preferred_username is missing or not a name',
    );
  }
  return username;
}

function readGroups(value: unknown): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new NotAllowedError('The claim groups is not a list');
  }
  return realmGroupsOf(value);
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}
