import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import {
  organizationType,
  personRefsOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  Mirror,
} from '@kubedc/backstage-plugin-kubedc-node';
import { withRef, type ConvertedEntity } from '../conversion/convertObject';
import type { KnownPerson, PeopleStore } from '../database/PeopleStore';
import { userEntityOf } from '../providers/signInEvent';
import { MAX_MUTATION } from '../sync/EntitySink';
import { judgeRemovals } from '../sync/judgeRemovals';
import { KeycloakClient, type DirectorySettings } from './KeycloakClient';
import { RealmDirectory, type RealmPerson } from './RealmDirectory';
import { belongingOf, realmsOf, type Realm } from './realms';

/** An entity of a person, with the person's name in the realm. */
interface Listed extends ConvertedEntity {
  username: string;
}

/**
 * Keeps the people of an installation's realms in the catalog, whether or not they ever signed in. Each realm is on its
 * own: one that cannot be read keeps its people, and hurts no other.
 */
export class PeopleSync {
  readonly #installation: Installation & DirectorySettings;
  readonly #mirror: () => Mirror;
  readonly #store: PeopleStore;
  readonly #logger: LoggerService;
  readonly #locationKey: string;
  readonly #percentage: number;
  /** Realms that this process has given as a whole. */
  readonly #given = new Set<string>();

  constructor(options: {
    installation: Installation & DirectorySettings;
    mirror: () => Mirror;
    store: PeopleStore;
    logger: LoggerService;
    locationKey: string;
    rejectRemovalsAbovePercentage: number;
  }) {
    this.#installation = options.installation;
    this.#mirror = options.mirror;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#locationKey = options.locationKey;
    this.#percentage = options.rejectRemovalsAbovePercentage;
  }

  /** Reads realm by realm and gives the catalog what changed. Never rejects because of a realm. */
  async run(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const keycloak = await KeycloakClient.open(this.#installation, signal);
    try {
      for (const realm of this.#realms()) {
        signal.throwIfAborted();
        try {
          await this.#syncRealm(
            realm,
            new RealmDirectory(keycloak, realm.name),
            connection,
          );
        } catch (error) {
          this.#logger.warn(
            `The people of realm '${
              realm.name
            }' could not be read and stay as they are: ${stringifyError(
              error,
            )}`,
          );
        }
      }
    } finally {
      keycloak.close();
    }
  }

  #realms(): Realm[] {
    return realmsOf(
      this.#installation.oidc,
      this.#mirror()
        .list(organizationType)
        .map(({ metadata }) => metadata.name),
    );
  }

  async #syncRealm(
    realm: Realm,
    directory: RealmDirectory,
    connection: EntityProviderConnection,
  ): Promise<void> {
    const startedAt = await this.#store.now();
    const people = await directory.list();
    const listed = new Map(
      people
        .flatMap(person => this.#entityOf(realm, person) ?? [])
        .map(entity => [entity.ref, entity]),
    );
    // What a sign-in has told meanwhile is newer than the list.
    const known = (await this.#store.ofRealm(realm.name)).filter(
      ({ signedInAt, entityRef }) =>
        signedInAt < startedAt || !listed.delete(entityRef),
    );
    const written = await this.#write(
      realm,
      [...listed.values()],
      known,
      connection,
    );
    const missing = known.filter(
      ({ entityRef, signedInAt }) =>
        signedInAt < startedAt && !listed.has(entityRef),
    );
    const gone = await this.#confirm(realm, {
      missing,
      known,
      isEmpty: people.length === 0,
      directory,
    });
    await this.#give(connection, [], gone);
    await this.#store.forget(gone, startedAt);
    if (written || gone.length) {
      this.#logger.info(
        `Realm '${realm.name}': ${written} people written, ${gone.length} removed`,
      );
    }
  }

  /** Gives the catalog the people who are not as it has them; answers how many. */
  async #write(
    realm: Realm,
    listed: readonly Listed[],
    known: readonly KnownPerson[],
    connection: EntityProviderConnection,
  ): Promise<number> {
    const hashes = new Map(
      known.map(({ entityRef, hash }) => [entityRef, hash]),
    );
    // Once everything, as the catalog may have lost what it was given.
    const changed = this.#given.has(realm.name)
      ? listed.filter(({ ref, hash }) => hashes.get(ref) !== hash)
      : listed;
    const rowOf = ({ ref, username, hash }: Listed): KnownPerson => ({
      entityRef: ref,
      realm: realm.name,
      username,
      hash,
    });
    // A row before its entity: a person without one would stay for ever.
    await this.#store.listed(
      changed.map(person => ({ ...rowOf(person), hash: '' })),
    );
    await this.#give(connection, changed, []);
    await this.#store.listed(listed.map(rowOf));
    this.#given.add(realm.name);
    return changed.length;
  }

  /** Which of the people that a list lacks are gone beyond doubt. */
  async #confirm(
    realm: Realm,
    question: {
      missing: readonly KnownPerson[];
      known: readonly KnownPerson[];
      isEmpty: boolean;
      directory: RealmDirectory;
    },
  ): Promise<string[]> {
    const { missing, known, isEmpty, directory } = question;
    const { accepted, refusals } = judgeRemovals({
      known: new Map(known.map(({ entityRef }) => [entityRef, realm.name])),
      surplus: missing.map(({ entityRef }) => entityRef),
      platformEmpty: isEmpty,
      percentage: this.#percentage,
    });
    if (refusals.length) {
      this.#logger.error(
        `Nobody of realm '${realm.name}' leaves the catalog because ${missing.length} of ${known.length} people are not listed any more. If that is right, raise kubedc.catalog.rejectRemovalsAbovePercentage`,
      );
    }
    const gone: string[] = [];
    for (const { entityRef, username } of missing) {
      // Pages shift while people come and go, so that a list may lack somebody.
      if (accepted.includes(entityRef) && !(await directory.has(username))) {
        gone.push(entityRef);
      }
    }
    return gone;
  }

  #entityOf(realm: Realm, person: RealmPerson): Listed | undefined {
    const { oidc } = this.#installation;
    const belonging = belongingOf(realm, person, oidc);
    if (!belonging) {
      return undefined;
    }
    const { organization } = belonging;
    const { user, groups } = personRefsOf(
      {
        ...belonging,
        realm: organization ?? realm.name,
        platform: organization === undefined,
      },
      this.#installation,
    );
    const { username, displayName, email } = person;
    const entity = userEntityOf(
      {
        installation: this.#installation.name,
        username,
        displayName,
        email,
        organization,
        groups,
        userEntityRef: user,
      },
      this.#installation,
    );
    return { ...withRef(entity), username };
  }

  async #give(
    connection: EntityProviderConnection,
    added: readonly Listed[],
    removed: readonly string[],
  ): Promise<void> {
    const locationKey = this.#locationKey;
    for (let start = 0; start < added.length; start += MAX_MUTATION) {
      await connection.applyMutation({
        type: 'delta',
        added: added
          .slice(start, start + MAX_MUTATION)
          .map(({ entity }) => ({ entity, locationKey })),
        removed: [],
      });
    }
    for (let start = 0; start < removed.length; start += MAX_MUTATION) {
      await connection.applyMutation({
        type: 'delta',
        added: [],
        removed: removed
          .slice(start, start + MAX_MUTATION)
          .map(entityRef => ({ entityRef, locationKey })),
      });
    }
  }
}
