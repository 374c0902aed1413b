import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { personRefsOf } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  InstallationEntry,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Knex } from 'knex';
import type { CatalogSettings } from '../config/readCatalogSettings';
import { withRef } from '../conversion/convertObject';
import { PeopleStore } from '../database/PeopleStore';
import { PeopleSync } from '../directory/PeopleSync';
import {
  PEOPLE_TOPIC,
  readSignInEvent,
  userEntityOf,
  type SignInEvent,
} from './signInEvent';

interface Options {
  platform: PlatformService;
  knex: Knex;
  scheduler: SchedulerService;
  events: EventsService;
  logger: LoggerService;
  settings: CatalogSettings;
}

/**
 * Provides the people of one installation: whoever signs in is in the catalog, and leaves it when they did not sign in
 * for long; where the configuration gives access to the realms, also whoever may sign in. Each event is handled by one replica, whichever it is.
 */
export class KubedcPeopleProvider implements EntityProvider {
  readonly #entry: InstallationEntry;
  readonly #options: Options;
  readonly #logger: LoggerService;
  readonly #store: PeopleStore;

  /** One provider for each configured installation. */
  static fromPlatform(options: Options): KubedcPeopleProvider[] {
    return options.platform
      .list()
      .map(entry => new KubedcPeopleProvider(entry, options));
  }

  private constructor(entry: InstallationEntry, options: Options) {
    this.#entry = entry;
    this.#options = options;
    this.#logger = options.logger.child({ target: this.getProviderName() });
    this.#store = new PeopleStore(options.knex, entry.name);
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return `kubedc:${this.#entry.name}:people`;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    const { installation } = this.#entry;
    if (!installation) {
      return;
    }
    await this.#options.events.subscribe({
      id: this.getProviderName(),
      topics: [PEOPLE_TOPIC],
      onEvent: async ({ eventPayload }) => {
        try {
          const event = readSignInEvent(eventPayload);
          if (event.installation === installation.name) {
            await this.#upsert(event, installation, connection);
          }
        } catch (error) {
          if (!(error instanceof InputError)) {
            throw error;
          }
          this.#logger.warn(`An event on ${PEOPLE_TOPIC} is ignored`, error);
        }
      },
    });
    await this.#options.scheduler.scheduleTask({
      id: `${this.getProviderName()}:retention`,
      frequency: { hours: 24 },
      initialDelay: { minutes: 5 },
      timeout: { minutes: 10 },
      fn: () => this.removeExpired(connection),
    });
    const { oidc, people } = installation;
    if (oidc && people) {
      const sync = new PeopleSync({
        installation: { ...installation, oidc, people },
        mirror: () => this.#options.platform.mirror(installation.name),
        store: this.#store,
        logger: this.#logger,
        locationKey: this.getProviderName(),
        rejectRemovalsAbovePercentage:
          this.#options.settings.rejectRemovalsAbovePercentage,
      });
      await this.#options.scheduler.scheduleTask({
        id: `${this.getProviderName()}:directory`,
        ...people.schedule,
        fn: signal => sync.run(connection, signal),
      });
    }
  }

  /** Removes the people who neither signed in nor were listed for longer than the configuration allows. */
  async removeExpired(connection: EntityProviderConnection): Promise<void> {
    const { peopleRetentionDays } = this.#options.settings;
    const expired = await this.#store.expired(peopleRetentionDays);
    if (expired.length) {
      await connection.applyMutation({
        type: 'delta',
        added: [],
        removed: expired.map(entityRef => ({
          entityRef,
          locationKey: this.getProviderName(),
        })),
      });
      await this.#store.forgetExpired(expired, peopleRetentionDays);
      this.#logger.info(
        `${expired.length} people left the catalog, as they did not sign in, nor does a realm list them, for ${peopleRetentionDays} days`,
      );
    }
  }

  async #upsert(
    event: SignInEvent,
    installation: Installation,
    connection: EntityProviderConnection,
  ): Promise<void> {
    const { ref, entity } = withRef(userEntityOf(event, installation));
    // First the row: a person without one would stay for ever.
    await this.#store.signedIn({
      entityRef: ref,
      realm: realmOf(event, ref, installation),
      username: event.username,
      // The catalog does not have it yet.
      hash: '',
    });
    try {
      await connection.applyMutation({
        type: 'delta',
        added: [{ entity, locationKey: this.getProviderName() }],
        removed: [],
      });
    } catch (error) {
      this.#logger.error(
        `${event.userEntityRef} could not be written to the catalog: ${
          toError(error).message
        }`,
      );
      throw error;
    }
  }
}

/** The realm that the person signed in with, as the name of their entity tells; undefined when it does not. */
function realmOf(
  { username, organization }: SignInEvent,
  ref: string,
  installation: Installation,
): string | undefined {
  const { platformRealm, broker } = installation.oidc ?? {};
  const own = organization ?? platformRealm;
  const isNamed = (name: string) =>
    own !== undefined &&
    personRefsOf(
      {
        realm: own,
        platform: organization === undefined,
        username: name,
        groups: [],
      },
      installation,
    ).user === ref;
  if (isNamed(username)) {
    return own;
  }
  return broker && isNamed(`${broker.prefix}.${username}`)
    ? broker.realm
    : undefined;
}
