import type { Config } from '@backstage/config';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { isIssuersAnswer, isUnreachable } from './failures';
import type { KubedcRealm } from './realm';
import {
  createRealmClient,
  readClientSettings,
  type ClientSettings,
  type RealmClient,
  type StockContext,
} from './realmClient';

/** Realms whose clients are kept; each has some kilobytes of metadata and keys. */
const MAX_CLIENTS = 500;

/** Anybody can ask for any name, so names without a realm are remembered for a moment, and not too many. */
const UNKNOWN_MS = 2_000;
const MAX_UNKNOWN = 1_000;

/** Clients that are being built at a time. */
const MAX_BUILDING = 20;

/**
 * OIDC clients, one for each issuer, built when somebody first signs in there. One that fails is built again at the
 * next use, so that an issuer may be away when the portal starts, be new, move, or change its keys.
 */
export class RealmClients {
  /** In the order of their last use. */
  readonly #clients = new Map<string, Promise<RealmClient>>();
  /** Until when a realm that does not exist is not asked for again, in milliseconds since the epoch. */
  readonly #unknown = new Map<string, { until: number; error: Error }>();
  readonly #settings: ClientSettings;
  readonly #prompt: string;
  readonly #create: typeof createRealmClient;
  readonly #now: () => number;
  #building = 0;

  constructor(options: {
    config: Config;
    callbackUrl: string;
    create?: typeof createRealmClient;
    now?: () => number;
  }) {
    const { config, callbackUrl } = options;
    this.#settings = readClientSettings(config, callbackUrl);
    this.#prompt = config.getOptionalString('prompt') ?? 'auto';
    this.#create = options.create ?? createRealmClient;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Does something with the client of a realm.
   *
   * @throws NotFoundError when the issuer knows no such realm, ServiceUnavailableError when it cannot be reached.
   */
  async use<T>(
    realm: KubedcRealm,
    action: (context: StockContext) => Promise<T>,
  ): Promise<T> {
    return this.#with(realm, promise =>
      action({ promise, initializedPrompt: this.#prompt, searchParams: {} }),
    );
  }

  /** Ends the session of a refresh token at its realm. */
  async endSession(realm: KubedcRealm, refreshToken: string): Promise<void> {
    await this.#with(realm, async client =>
      (await client).endSession(refreshToken),
    );
  }

  async #with<T>(
    realm: KubedcRealm,
    action: (client: Promise<RealmClient>) => Promise<T>,
  ): Promise<T> {
    const key = JSON.stringify([realm.installation.name, realm.issuer]);
    const promise = this.#clients.get(key) ?? this.#build(key, realm);
    this.#keep(key, promise);
    try {
      await promise;
      return await action(promise);
    } catch (error) {
      // An error that the issuer itself answered says nothing against the client.
      if (!isIssuersAnswer(error) && this.#clients.get(key) === promise) {
        this.#clients.delete(key);
      }
      throw isUnreachable(error)
        ? new ServiceUnavailableError(
            `The sign-in server of '${realm.name}' cannot be reached`,
            error,
          )
        : error;
    }
  }

  async #build(key: string, realm: KubedcRealm): Promise<RealmClient> {
    const unknown = this.#unknown.get(key);
    if (unknown && unknown.until > this.#now()) {
      throw unknown.error;
    }
    if (this.#building >= MAX_BUILDING) {
      throw new ServiceUnavailableError(
        'Too many people sign in for the first time; try again in a moment',
      );
    }
    this.#building++;
    try {
      return await this.#create(realm, this.#settings);
    } catch (error) {
      if (error instanceof NotFoundError) {
        this.#unknown.delete(key);
        this.#unknown.set(key, { until: this.#now() + UNKNOWN_MS, error });
        dropOldest(this.#unknown, MAX_UNKNOWN);
      }
      throw error;
    } finally {
      this.#building--;
    }
  }

  #keep(key: string, client: Promise<RealmClient>): void {
    this.#clients.delete(key);
    this.#clients.set(key, client);
    dropOldest(this.#clients, MAX_CLIENTS);
  }
}

function dropOldest(map: Map<string, unknown>, max: number): void {
  if (map.size > max) {
    const [oldest] = map.keys();
    map.delete(oldest);
  }
}
