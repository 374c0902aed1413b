import { NotAllowedError } from '@backstage/errors';
import {
  isRealmName,
  personRefsOf,
  realmGroupsOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubedcIdentity } from '@kubedc/backstage-plugin-kubedc-node';
import type { KubedcAuthResult } from './authenticator';
import { membershipOf } from './membership';
import { isAmbiguous, type KubedcRealm } from './realm';

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

  const username = readUsername(claims.preferred_username, realm);
  const member = membershipOf(realm, claims.org, readGroups(claims.groups));
  if (member.organization && isAmbiguous(realm, member.organization)) {
    throw new NotAllowedError(
      `The name of organization '${member.organization}' begins as those of another platform do in this portal; its operator can give that platform another entityNamespacePrefix`,
    );
  }
  const groups = realmGroupsOf(member.groups);
  const refs = personRefsOf(
    {
      realm: member.organization ?? realm.name,
      platform: realm.of === 'platform',
      username: member.namespace ? `${member.namespace}.${username}` : username,
      groups,
    },
    realm.installation,
  );
  return {
    username,
    displayName: readText(claims.name),
    email: claims.email_verified === false ? undefined : readText(claims.email),
    organization: member.organization,
    userEntityRef: refs.user,
    groupEntityRefs: refs.groups,
    identity: {
      installation: realm.installation.name,
      user: `${member.userPrefix}:${username}`,
      groups: groups.map(group => `${member.groupPrefix}:${group}`),
    },
  };
}

/** Keycloak makes all user names lower case; one that is not was made to look like another. */
function readUsername(value: unknown, realm: KubedcRealm): string {
  const username = typeof value === 'string' ? value : '';
  if (!isRealmName(username) || username !== username.toLowerCase()) {
    throw new NotAllowedError(
      'The claim preferred_username is missing or not a name in lower case',
    );
  }
  const { broker } = realm.oidc;
  const lookalikes = broker ? [`${broker.prefix}:`, `${broker.prefix}.`] : [];
  if (
    realm.of === 'organization' &&
    lookalikes.some(prefix => username.startsWith(prefix))
  ) {
    throw new NotAllowedError(
      'The claim preferred_username is a name of the realm of all organizations',
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
  return value.filter((group): group is string => typeof group === 'string');
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}
