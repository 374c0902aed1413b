import {
  formatRef,
  groupPartsOf,
  organizationGroupPartsOf,
  platformAdminPartsOf,
  platformUserPartsOf,
  userPartsOf,
  type EntityNaming,
} from './refs';

/** Group of the platform's realm whose members administer the platform. */
const PLATFORM_ADMIN_GROUP = 'admin';

const MAX_NAME_LENGTH = 253;

/**
 * Somebody with an account in a realm, as the realm knows them.
 *
 * @public
 */
export interface RealmMember {
  /** Name of the realm: the organization's, or the platform's own. */
  realm: string;
  /** True for the realm of the platform's administrators. */
  platform: boolean;
  username: string;
  /** Names of the realm's groups the person is in. */
  groups: readonly string[];
}

/**
 * Entity refs of a person and of the groups the person is in. Sign-in and whatever else brings people into the catalog
 * take them from here, so that they agree.
 *
 * @public
 */
export function personRefsOf(
  member: RealmMember,
  naming: EntityNaming = {},
): { user: string; groups: string[] } {
  const { realm, platform, username, groups } = member;
  if (platform) {
    return {
      user: formatRef(platformUserPartsOf(username, naming)),
      groups: groups.includes(PLATFORM_ADMIN_GROUP)
        ? [formatRef(platformAdminPartsOf(naming))]
        : [],
    };
  }
  return {
    user: formatRef(userPartsOf(realm, username, naming)),
    groups: [
      formatRef(organizationGroupPartsOf(realm, naming)),
      ...groups.map(group => formatRef(groupPartsOf(realm, group, naming))),
    ],
  };
}

/**
 * The names of a person's groups among those that a realm gives, each once. A path of a group at the top (`/org-admin`)
 * loses its slash; names that no realm may give are left out.
 *
 * @public
 */
export function realmGroupsOf(names: readonly unknown[]): string[] {
  const texts = names
    .filter((name): name is string => typeof name === 'string')
    .map(name => name.replace(/^\//, ''));
  return [...new Set(texts)].filter(isRealmName);
}

/**
 * Whether a user or group of a realm may have this name. False for what Kubernetes keeps for itself and for what would
 * not survive in a header.
 *
 * @public
 */
export function isRealmName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= MAX_NAME_LENGTH &&
    !name.startsWith('system:') &&
    /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(name)
  );
}
