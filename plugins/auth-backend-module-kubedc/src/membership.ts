import { NotAllowedError } from '@backstage/errors';
import type { BrokerSettings } from '@kubedc/backstage-plugin-kubedc-node';
import { isOrganization, type KubedcRealm } from './realm';

/** What a person belongs to: an organization, or the platform. */
export interface Membership {
  /** Absent for the platform's administrators. */
  organization?: string;
  /** What the API server puts, with a colon, before the person's user name. */
  userPrefix: string;
  /** What it puts before the names of their groups. */
  groupPrefix: string;
  /** What tells the person from another of the same name in the organization. */
  namespace?: string;
  /** Groups in the organization or the platform, without a prefix. */
  groups: string[];
}

/**
 * What a person of a realm belongs to, by the claims `org` and `groups`.
 *
 * @param groups - as the realm names them; a group within another by its path, with or without a slash before it.
 * @throws NotAllowedError when the claims are not such as the realm may make.
 */
export function membershipOf(
  realm: KubedcRealm,
  org: unknown,
  groups: readonly string[],
): Membership {
  const { oidc, name } = realm;
  if (realm.of === 'all') {
    return membershipOfBroker(realm, requireBroker(realm), org, groups);
  }
  if (org !== undefined && org !== null && org !== '' && org !== name) {
    throw new NotAllowedError(
      `The account of realm '${name}' claims to belong to another organization`,
    );
  }
  const prefix = realm.of === 'platform' ? oidc.platformPrefix : name;
  return {
    organization: realm.of === 'platform' ? undefined : name,
    userPrefix: prefix,
    groupPrefix: prefix,
    groups: [...groups],
  };
}

/**
 * Where one issuer speaks for all organizations, its claim `org` alone keeps no tenant apart: it is a text of the account,
 * which mappers, imports and in some realms people themselves write. So it counts only together with a group of that
 * organization, which its administrators give, and no group of another organization goes along. The user name has the
 * realm in it, as another `alice` may be in the organization's own realm.
 */
function membershipOfBroker(
  realm: KubedcRealm,
  broker: BrokerSettings,
  org: unknown,
  groups: readonly string[],
): Membership {
  if (typeof org !== 'string' || !isOrganization(realm.oidc, org)) {
    throw new NotAllowedError(
      `The account of realm '${realm.name}' names no organization it belongs to`,
    );
  }
  const parent = `${broker.groupsBelow}/${org}/`;
  const own = groups
    .filter(group => group.startsWith(parent))
    .map(group => group.slice(parent.length));
  if (own.length === 0) {
    throw new NotAllowedError(
      `The account of realm '${realm.name}' is in no group of organization '${org}'`,
    );
  }
  return {
    organization: org,
    userPrefix: `${org}:${broker.prefix}`,
    groupPrefix: org,
    namespace: broker.prefix,
    groups: own,
  };
}

function requireBroker({ oidc }: KubedcRealm): BrokerSettings {
  if (!oidc.broker) {
    throw new Error('There is no realm of all organizations');
  }
  return oidc.broker;
}
