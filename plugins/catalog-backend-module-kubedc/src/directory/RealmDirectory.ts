import {
  isRealmName,
  realmGroupsOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KeycloakClient } from './KeycloakClient';

/** Entries that are asked for at once. */
const PAGE = 100;

/** Somebody who can sign in with a realm. */
export interface RealmPerson {
  username: string;
  displayName?: string;
  email?: string;
  /** Names of the realm's groups the person is in. */
  groups: string[];
  /** The same groups by their paths, for example `/orgs/acme/ops`. */
  paths: string[];
}

interface KeycloakUser {
  id: string;
  username?: string;
  enabled?: boolean;
  firstName?: string;
  lastName?: string;
  email?: string;
  emailVerified?: boolean;
  serviceAccountClientId?: string;
}

interface KeycloakGroup {
  id: string;
  name?: string;
  path?: string;
  subGroupCount?: number;
  subGroups?: KeycloakGroup[];
}

/** The people of a realm and their groups, as the claims of their tokens would say. */
export class RealmDirectory {
  readonly #keycloak: Pick<KeycloakClient, 'get'>;
  readonly #realm: string;

  constructor(keycloak: Pick<KeycloakClient, 'get'>, realm: string) {
    this.#keycloak = keycloak;
    this.#realm = realm;
  }

  /**
   * Everybody who may sign in.
   *
   * @throws what the client throws; then nothing is known of anybody.
   */
  async list(): Promise<RealmPerson[]> {
    const users = await this.#all<KeycloakUser>('/users', {
      briefRepresentation: true,
    });
    const groups = new Map<string, KeycloakGroup[]>(
      users.map(({ id }) => [id, []]),
    );
    for (const group of await this.#groups()) {
      const { id } = group;
      const members = await this.#all<KeycloakUser>(
        `/groups/${encodeURIComponent(id)}/members`,
        { briefRepresentation: true },
      );
      members.forEach(member => groups.get(member.id)?.push(group));
    }
    return users
      .filter(maySignIn)
      .map(user => personOf(user, groups.get(user.id) ?? []));
  }

  /** Whether somebody of this name may sign in. */
  async has(username: string): Promise<boolean> {
    const users = await this.#keycloak.get<KeycloakUser[]>(
      this.#realm,
      '/users',
      { username, exact: true, briefRepresentation: true },
    );
    return users.some(maySignIn);
  }

  /** All groups, at whatever depth. */
  async #groups(path: string = '/groups'): Promise<KeycloakGroup[]> {
    const groups = await this.#all<KeycloakGroup>(path, {
      briefRepresentation: true,
    });
    const below: KeycloakGroup[] = [];
    for (const { id, subGroupCount, subGroups } of groups) {
      if (subGroupCount || subGroups?.length) {
        below.push(
          ...(await this.#groups(`/groups/${encodeURIComponent(id)}/children`)),
        );
      }
    }
    return [...groups, ...below];
  }

  async #all<T extends { id: string }>(
    path: string,
    query: Record<string, boolean>,
  ): Promise<T[]> {
    // By id: pages shift while people come and go, so that two may have the same one.
    const all = new Map<string, T>();
    for (let first = 0; ; first += PAGE) {
      const page = await this.#keycloak.get<T[]>(this.#realm, path, {
        ...query,
        first,
        max: PAGE,
      });
      page.forEach(item => all.set(item.id, item));
      if (page.length < PAGE) {
        return [...all.values()];
      }
    }
  }
}

function maySignIn(
  user: KeycloakUser,
): user is KeycloakUser & { username: string } {
  return (
    user.enabled !== false &&
    user.serviceAccountClientId === undefined &&
    user.username !== undefined &&
    isRealmName(user.username)
  );
}

function personOf(
  user: KeycloakUser & { username: string },
  groups: readonly KeycloakGroup[],
): RealmPerson {
  const displayName = [user.firstName, user.lastName]
    .filter(Boolean)
    .join(' ')
    .trim();
  const email = user.emailVerified === false ? undefined : user.email?.trim();
  return {
    username: user.username,
    ...(displayName && { displayName }),
    ...(email && { email }),
    groups: realmGroupsOf(groups.map(({ name }) => name)),
    paths: groups.flatMap(({ path }) => path ?? []),
  };
}
