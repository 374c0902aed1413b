import { realmGroupsOf } from '@kubedc/backstage-plugin-kubedc-common';
import type { OidcSettings } from '@kubedc/backstage-plugin-kubedc-node';
import type { RealmPerson } from './RealmDirectory';

/** A realm whose people are read. */
export interface Realm {
  name: string;
  /** Whose people it has: one organization's, the platform's administrators, or those of all organizations. */
  of: 'organization' | 'platform' | 'all';
}

/** What a person belongs to, as a sign-in with the realm would find. */
export interface Belonging {
  /** Absent for the platform's administrators. */
  organization?: string;
  /** Name in the catalog, before it is made fit. */
  username: string;
  groups: string[];
}

const ORGANIZATION = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The realm of the platform, that of all organizations where there is one, and one for each organization. */
export function realmsOf(
  oidc: OidcSettings,
  organizations: readonly string[],
): Realm[] {
  const names = [...new Set(organizations)].filter(name =>
    isOrganization(oidc, name),
  );
  return [
    { name: oidc.platformRealm, of: 'platform' },
    ...(oidc.broker ? [{ name: oidc.broker.realm, of: 'all' as const }] : []),
    ...names.sort().map(name => ({ name, of: 'organization' as const })),
  ];
}

/** What a person belongs to; undefined for who cannot sign in, or only a token can tell. */
export function belongingOf(
  { name, of }: Realm,
  { username, groups, paths }: RealmPerson,
  oidc: OidcSettings,
): Belonging | undefined {
  const { broker } = oidc;
  if (of === 'platform') {
    return { username, groups };
  }
  if (of === 'organization') {
    const lookalikes = broker ? [`${broker.prefix}:`, `${broker.prefix}.`] : [];
    return lookalikes.some(prefix => username.startsWith(prefix))
      ? undefined
      : { organization: name, username, groups };
  }
  if (!broker) {
    return undefined;
  }
  const own = paths
    .filter(path => path.startsWith(`${broker.groupsBelow}/`))
    .map(path => path.slice(broker.groupsBelow.length + 1).split('/'))
    .filter(([organization, ...group]) => organization && group.length);
  const [organization, ...others] = new Set(own.map(([first]) => first));
  // Of several, the one that a token names counts.
  return organization === undefined ||
    others.length ||
    !isOrganization(oidc, organization)
    ? undefined
    : {
        organization,
        username: `${broker.prefix}.${username}`,
        groups: realmGroupsOf(own.map(([, ...group]) => group.join('/'))),
      };
}

/** False for names that stand for somebody else: nobody can sign in to an organization that is called so. */
function isOrganization(oidc: OidcSettings, name: string): boolean {
  const { platformRealm, platformPrefix, broker } = oidc;
  const reserved = ['system', platformRealm, platformPrefix, broker?.realm];
  return ORGANIZATION.test(name) && !reserved.includes(name);
}
