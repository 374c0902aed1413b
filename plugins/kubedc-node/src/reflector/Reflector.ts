import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  apiVersionOf,
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '../client';
import { KubernetesApiError, UnreachableError } from '../errors';
import type { ReflectorStatus } from '../mirror/types';
import type { KubernetesTransport } from '../transport';
import { errorOfStatus } from '../transport/status';
import { Backoff } from './Backoff';
import { DEFAULT_LIMITS, type ReflectorLimits } from './limits';
import { refuseSecretTypes, transformBeforeStore } from './transform';
import { watchLines, type WatchEvent } from './watchLines';

/** Where a reflector puts what it learns. */
export interface ReflectorSink {
  /** A list has the object, new or changed or as before. */
  listed(object: KubernetesObject): void;
  /** The watch told that the object is there. */
  upsert(object: KubernetesObject): void;
  /** The watch told that the object is gone. */
  remove(object: KubernetesObject): void;
  /** A list was complete: whatever is not in it is gone. */
  retain(listed: readonly KubernetesObject[]): void;
  status(status: Omit<ReflectorStatus, 'objects'>): void;
}

interface ListPage {
  metadata?: { continue?: string; resourceVersion?: string };
  items?: KubernetesObject[] | null;
}

/**
 * Follows all objects of one resource type by list and watch, for as long as it is not aborted. It survives whatever the
 * API server does, and lists again only when the server has forgotten where the watch stood.
 */
export class Reflector {
  readonly #transport: KubernetesTransport;
  readonly #type: ResourceType;
  readonly #sink: ReflectorSink;
  readonly #logger: LoggerService;
  readonly #limits: ReflectorLimits;
  readonly #backoff: Backoff;
  #state: Omit<ReflectorStatus, 'objects'> = { state: 'listing' };
  /** Where the watch stands; undefined when a list is due. */
  #version: string | undefined;

  constructor(options: {
    transport: KubernetesTransport;
    type: ResourceType;
    sink: ReflectorSink;
    logger: LoggerService;
    limits?: Partial<ReflectorLimits>;
  }) {
    refuseSecretTypes(options.type);
    this.#transport = options.transport;
    this.#type = options.type;
    this.#sink = options.sink;
    this.#logger = options.logger;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#backoff = new Backoff(this.#limits);
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#version === undefined) {
          this.#version = await this.#list(signal);
        }
        await this.#watch(signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        await this.#recover(toError(error), signal);
      }
    }
  }

  async #list(signal: AbortSignal): Promise<string> {
    const listed: KubernetesObject[] = [];
    let next: string | undefined;
    let version: string | undefined;
    do {
      const page: ListPage = await this.#transport.request({
        method: 'GET',
        path: resourcePath(this.#type),
        query: { limit: this.#limits.pageSize, continue: next },
        signal,
      });
      version = page.metadata?.resourceVersion;
      next = page.metadata?.continue || undefined;
      this.#report({ state: next ? 'syncing' : 'listing' });
      for (const item of page.items ?? []) {
        // Items of a list come without their type.
        item.apiVersion ??= apiVersionOf(this.#type);
        item.kind ??= this.#type.kind;
        listed.push(transformBeforeStore(item));
        this.#sink.listed(item);
      }
    } while (next);
    if (!version) {
      throw new UnreachableError('The list came without a resource version');
    }
    this.#sink.retain(listed);
    this.#report({ state: 'listing', syncedAt: new Date() });
    return version;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const [shortest, longest] = this.#limits.watchSeconds;
    const seconds = Math.round(
      shortest + (longest - shortest) * this.#limits.random(),
    );
    const startedAt = Date.now();
    const response = await this.#transport.stream({
      method: 'GET',
      path: resourcePath(this.#type),
      query: {
        watch: true,
        resourceVersion: this.#version,
        allowWatchBookmarks: true,
        timeoutSeconds: seconds,
      },
      signal,
    });
    this.#report({ state: 'watching', syncedAt: new Date() });
    const silenceMs = (seconds + this.#limits.graceSeconds) * 1000;
    try {
      for await (const event of watchLines(response, silenceMs)) {
        this.#apply(event);
      }
    } catch (error) {
      if (error instanceof SyntaxError) {
        // An event may be lost, so only a list tells how things are.
        this.#version = undefined;
      }
      throw error;
    } finally {
      if (Date.now() - startedAt >= this.#limits.healthyMs) {
        this.#backoff.reset();
      }
    }
    if (Date.now() - startedAt < this.#limits.shortestWatchMs) {
      throw new UnreachableError('The server ended the watch at once');
    }
  }

  #apply(event: WatchEvent): void {
    if (event.type === 'ERROR') {
      throw errorOfStatus(event.object as never);
    }
    this.#version = event.object.metadata.resourceVersion ?? this.#version;
    this.#state.syncedAt = new Date();
    if (event.type === 'BOOKMARK') {
      return;
    }
    const object = transformBeforeStore(event.object);
    if (event.type === 'DELETED') {
      this.#sink.remove(object);
    } else {
      this.#sink.upsert(object);
    }
  }

  async #recover(error: Error, signal: AbortSignal): Promise<void> {
    const code = error instanceof KubernetesApiError ? error.code : undefined;
    if (code === 410) {
      this.#version = undefined;
      // The server forgot: nothing is wrong, unless it happens again and again.
      if (this.#backoff.fresh) {
        this.#backoff.next();
        this.#logger.debug(
          `Listing ${resourceKeyOf(this.#type)} again: ${error.message}`,
        );
        return;
      }
    }
    const state = stateOf(code);
    if (state !== 'backoff') {
      this.#version = undefined;
    }
    this.#report({ state, message: error.message });
    const pause = this.#backoff.next({
      slow: state !== 'backoff',
      atLeastSeconds:
        error instanceof KubernetesApiError
          ? error.retryAfterSeconds
          : undefined,
    });
    await sleep(pause, undefined, { signal }).catch(() => {
      // Aborted: the loop sees it.
    });
  }

  #report(next: Omit<ReflectorStatus, 'objects'>): void {
    const before = this.#state;
    this.#state = { ...next, syncedAt: next.syncedAt ?? before.syncedAt };
    this.#sink.status(this.#state);
    if (
      next.message &&
      (before.state !== next.state || before.message !== next.message)
    ) {
      this.#logger.warn(
        `${resourceKeyOf(this.#type)} is ${next.state}: ${next.message}`,
      );
    }
  }
}

function stateOf(code: number | undefined): 'absent' | 'forbidden' | 'backoff' {
  if (code === 404) {
    return 'absent';
  }
  return code === 403 || code === 401 ? 'forbidden' : 'backoff';
}
