import { setTimeout } from 'node:timers/promises';
import { KubeClient } from './client';
import { ApiError, isGone } from './errors';
import { Logger } from './logger';
import { KubeObject, ObjectKey, Resource, keyOf } from './types';

/** What an informer tells: the object now, and before. */
export type Change<T extends KubeObject> = { now?: T; before?: T };

const PAGE_SIZE = '500';
const WATCH_SECONDS = 280;

/**
 * Keeps the objects of a kind in memory by list and watch. It resumes where a
 * watch ended, lists anew when the server no longer knows that point, and
 * backs off while the server is away.
 */
export class Informer<T extends KubeObject = KubeObject> {
  readonly #objects = new Map<string, T>();
  readonly #handlers: ((change: Change<T>) => void)[] = [];
  readonly #client: KubeClient;
  readonly #logger: Logger;
  #resourceVersion = '';
  #markSynced: () => void = () => {};

  readonly resource: Resource<T>;
  /** Resolves when the first list is in memory. */
  readonly synced: Promise<void>;

  constructor(client: KubeClient, resource: Resource<T>, logger: Logger) {
    this.#client = client;
    this.#logger = logger;
    this.resource = resource;
    this.synced = new Promise(resolve => {
      this.#markSynced = resolve;
    });
  }

  get(key: ObjectKey): T | undefined {
    return this.#objects.get(keyOf(key));
  }

  list(namespace?: string): T[] {
    const all = [...this.#objects.values()];
    return namespace
      ? all.filter(object => object.metadata.namespace === namespace)
      : all;
  }

  onChange(handler: (change: Change<T>) => void): void {
    this.#handlers.push(handler);
  }

  /** Takes an object that a write of our own returned, ahead of the watch. */
  observe(object: T): void {
    if (
      object.metadata.deletionTimestamp &&
      !object.metadata.finalizers?.length
    ) {
      return;
    }
    this.#store(object);
  }

  /** Runs until aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (!this.#resourceVersion) {
          await this.#list(signal);
        }
        this.#markSynced();
        await this.#watch(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (isGone(error)) {
          this.#resourceVersion = '';
          continue;
        }
        failures += 1;
        const delay =
          Math.min(100 * 2 ** failures, 10_000) * (0.75 + Math.random() / 2);
        this.#logger.debug(
          `watching ${
            this.resource.plural
          } failed: ${error}; next try in ${Math.round(delay)} ms`,
        );
        await pause(delay, signal);
      }
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const seen = new Set<string>();
    let token: string | undefined;
    let resourceVersion = '';
    do {
      const page = await this.#client.page(
        this.resource,
        { limit: PAGE_SIZE, ...(token ? { continue: token } : {}) },
        signal,
      );
      for (const item of page.items) {
        // Items of a list come without kind and API version.
        const object = {
          ...item,
          kind: this.resource.kind,
          apiVersion: this.resource.group
            ? `${this.resource.group}/${this.resource.version}`
            : this.resource.version,
        };
        seen.add(keyOf(object.metadata));
        this.#store(object);
      }
      token = page.metadata.continue || undefined;
      resourceVersion = page.metadata.resourceVersion;
    } while (token);
    for (const [key, object] of this.#objects) {
      if (
        !seen.has(key) &&
        versionOf(object.metadata.resourceVersion) <= versionOf(resourceVersion)
      ) {
        this.#objects.delete(key);
        this.#tell({ before: object });
      }
    }
    this.#resourceVersion = resourceVersion;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const events = this.#client.watch(
      this.resource,
      {
        resourceVersion: this.#resourceVersion,
        allowWatchBookmarks: 'true',
        timeoutSeconds: String(WATCH_SECONDS),
      },
      signal,
    );
    for await (const event of events) {
      if (event.type === 'ERROR') {
        const status = event.object as { code?: number; message?: string };
        throw new ApiError(status.code ?? 500, { message: status.message });
      }
      this.#resourceVersion =
        event.object.metadata.resourceVersion ?? this.#resourceVersion;
      if (event.type === 'DELETED') {
        this.#remove(event.object);
      } else if (event.type !== 'BOOKMARK') {
        this.#store(event.object);
      }
    }
  }

  #store(object: T): void {
    const key = keyOf(object.metadata);
    const before = this.#objects.get(key);
    const isOlder =
      before &&
      versionOf(before.metadata.resourceVersion) >=
        versionOf(object.metadata.resourceVersion);
    if (!isOlder) {
      this.#objects.set(key, object);
      this.#tell({ now: object, before });
    }
  }

  #remove(object: T): void {
    const key = keyOf(object.metadata);
    const before = this.#objects.get(key);
    if (before && before.metadata.uid === object.metadata.uid) {
      this.#objects.delete(key);
      this.#tell({ before: object });
    }
  }

  #tell(change: Change<T>): void {
    for (const handler of this.#handlers) {
      handler(change);
    }
  }
}

/** Resource versions of one server can be compared as numbers. */
function versionOf(resourceVersion: string | undefined): bigint {
  return resourceVersion && /^\d+$/.test(resourceVersion)
    ? BigInt(resourceVersion)
    : BigInt(0);
}

/** Waits, or less long if aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
