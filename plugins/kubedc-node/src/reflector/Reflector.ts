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
import { InitialEvents, NoInitialEventsError } from './InitialEvents';
import { DEFAULT_LIMITS, type ReflectorLimits } from './limits';
import { refuseSecretTypes, transformBeforeStore } from './transform';
import { watchLines, type WatchEvent } from './watchLines';

/** Where a reflector puts what it learns. */
export interface ReflectorSink {
  /** The server was put back to an older state: versions that are known may stand for something else now. */
  distrust(): void;
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

/** The part of a resource type that is followed: all of it, a namespace, or one object. */
export interface ReflectorScope {
  namespace?: string;
  /** Name of the one object; needs the namespace where the type has any. */
  name?: string;
}

/** What all reflectors of one server learn about it. */
export interface ServerAbilities {
  /** False once the server turned out not to know lists by watch. */
  watchList: boolean;
}

/** Asks for objects' metadata alone; a server that does not know this form sends whole objects. */
const METADATA_OF = {
  list: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
  watch:
    'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
};

/**
 * Refusals in a row before they count as final where that has consequences: a server that starts refuses everybody until it
 * has read its own rules.
 */
const REFUSALS = 3;

interface ListPage {
  metadata?: { continue?: string; resourceVersion?: string };
  items?: KubernetesObject[] | null;
}

/**
 * Follows the objects of one resource type by list and watch, for as long as it is not aborted. It survives whatever the
 * API server does, and lists again only when the server has forgotten where the watch stood.
 */
export class Reflector {
  readonly #transport: KubernetesTransport;
  readonly #type: ResourceType;
  readonly #scope: ReflectorScope;
  readonly #sink: ReflectorSink;
  readonly #logger: LoggerService;
  readonly #limits: ReflectorLimits;
  readonly #abilities: ServerAbilities;
  readonly #leavesWhenForbidden: () => boolean;
  readonly #backoff: Backoff;
  #state: Omit<ReflectorStatus, 'objects'> = {
    state: 'listing',
    restarts: 0,
    expired: 0,
  };
  /** Since it was last looked at, the server may have become another one. */
  #wasAway = false;
  /** Refusals since the last answer. */
  #refusals = 0;
  /** Where the watch stands; undefined when a list is due. */
  #version: string | undefined;

  constructor(options: {
    transport: KubernetesTransport;
    type: ResourceType;
    scope?: ReflectorScope;
    sink: ReflectorSink;
    logger: LoggerService;
    limits?: Partial<ReflectorLimits>;
    abilities?: ServerAbilities;
    /** Whether a refusal ends the work; otherwise it is tried again, at length. */
    leavesWhenForbidden?: () => boolean;
  }) {
    refuseSecretTypes(options.type);
    this.#transport = options.transport;
    this.#type = options.type;
    this.#scope = options.scope ?? {};
    this.#sink = options.sink;
    this.#logger = options.logger;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#abilities = options.abilities ?? { watchList: true };
    this.#leavesWhenForbidden = options.leavesWhenForbidden ?? (() => false);
    this.#backoff = new Backoff(this.#limits);
  }

  /**
   * Runs until the signal aborts, or until it is forbidden where that ends the work. Never rejects.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#version === undefined && !this.#listsByWatch) {
          this.#version = await this.#list(signal);
        }
        if (await this.#isSound(signal)) {
          await this.#watch(signal);
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (this.#isUnable(error)) {
          this.#abilities.watchList = false;
        } else if (await this.#recover(toError(error), signal)) {
          return;
        }
      }
    }
  }

  get #listsByWatch(): boolean {
    return this.#limits.watchList && this.#abilities.watchList;
  }

  get #path(): string {
    return resourcePath(this.#type, { namespace: this.#scope.namespace });
  }

  #form(of: keyof typeof METADATA_OF) {
    return this.#type.metadataOnly ? { accept: METADATA_OF[of] } : {};
  }

  get #selection() {
    const { name } = this.#scope;
    return name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
  }

  /**
   * False when the server is behind what the watch has seen: it was restored from a backup. It would take the watch, tell
   * nothing until it has caught up, and never tell what the restoration undid.
   */
  async #isSound(signal: AbortSignal): Promise<boolean> {
    if (!this.#wasAway || this.#version === undefined) {
      return true;
    }
    const page: ListPage = await this.#transport.request({
      method: 'GET',
      path: this.#path,
      query: { ...this.#selection, limit: 1 },
      signal,
    });
    this.#wasAway = false;
    const newest = page.metadata?.resourceVersion;
    if (newest === undefined || !isOlder(newest, this.#version)) {
      return true;
    }
    this.#logger.warn(
      `The server is at ${newest} of ${resourceKeyOf(this.#type)}, behind ${
        this.#version
      }: it was restored, listing again`,
    );
    this.#sink.distrust();
    this.#version = undefined;
    this.#state.expired += 1;
    return false;
  }

  async #list(signal: AbortSignal): Promise<string> {
    const listed: KubernetesObject[] = [];
    let next: string | undefined;
    let version: string | undefined;
    do {
      const page: ListPage = await this.#transport.request({
        method: 'GET',
        path: this.#path,
        query: {
          ...this.#selection,
          limit: this.#limits.pageSize,
          continue: next,
        },
        ...this.#form('list'),
        signal,
      });
      version = page.metadata?.resourceVersion;
      next = page.metadata?.continue || undefined;
      this.#report({ state: next ? 'syncing' : 'listing' });
      for (const item of page.items ?? []) {
        // Items of a list come without their type.
        item.apiVersion ??= apiVersionOf(this.#type);
        item.kind ??= this.#type.kind;
        listed.push(transformBeforeStore(item, this.#type));
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
    const initial =
      this.#version === undefined ? new InitialEvents() : undefined;
    const [shortest, longest] = this.#limits.watchSeconds;
    const seconds = Math.round(
      shortest + (longest - shortest) * this.#limits.random(),
    );
    // Not the time of day, which may jump.
    const startedAt = performance.now();
    const response = await this.#transport.stream({
      method: 'GET',
      path: this.#path,
      query: {
        ...this.#selection,
        watch: true,
        allowWatchBookmarks: true,
        timeoutSeconds: seconds,
        ...(initial
          ? { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' }
          : { resourceVersion: this.#version }),
      },
      ...this.#form('watch'),
      signal,
    });
    if (!initial) {
      this.#report({ state: 'watching', syncedAt: new Date() });
    }
    const silenceMs = (seconds + this.#limits.graceSeconds) * 1000;
    const guard =
      initial &&
      setTimeout(
        () =>
          response.destroy(
            new NoInitialEventsError('The server sent no initial events'),
          ),
        this.#limits.initialSilenceMs,
      );
    try {
      let open = initial;
      for await (const event of watchLines(response, silenceMs)) {
        guard?.refresh();
        if (open ? this.#applyInitial(event, open) : this.#apply(event)) {
          open = undefined;
          clearTimeout(guard);
        }
      }
    } catch (error) {
      if (error instanceof SyntaxError) {
        // An event may be lost, so only a list tells how things are.
        this.#version = undefined;
      }
      throw error;
    } finally {
      clearTimeout(guard);
      if (performance.now() - startedAt >= this.#limits.healthyMs) {
        this.#backoff.reset();
      }
    }
    if (performance.now() - startedAt < this.#limits.shortestWatchMs) {
      throw new UnreachableError('The server ended the watch at once');
    }
  }

  /** Takes an event of the list; true when the list is complete. */
  #applyInitial(event: WatchEvent, initial: InitialEvents): boolean {
    if (event.type === 'ERROR') {
      throw errorOfStatus(event.object as never);
    }
    transformBeforeStore(event.object, this.#type);
    if (!initial.take(event)) {
      if (event.type === 'DELETED') {
        this.#sink.remove(event.object);
      } else {
        this.#sink.listed(event.object);
      }
      this.#report({ state: 'syncing' });
      return false;
    }
    this.#version = event.object.metadata.resourceVersion;
    this.#sink.retain(initial.objects);
    this.#report({ state: 'watching', syncedAt: new Date() });
    return true;
  }

  #apply(event: WatchEvent): boolean {
    if (event.type === 'ERROR') {
      throw errorOfStatus(event.object as never);
    }
    this.#version = event.object.metadata.resourceVersion ?? this.#version;
    this.#state.syncedAt = new Date();
    if (event.type === 'BOOKMARK') {
      return false;
    }
    const object = transformBeforeStore(event.object, this.#type);
    if (event.type === 'DELETED') {
      this.#sink.remove(object);
    } else {
      this.#sink.upsert(object);
    }
    return false;
  }

  /** Whether a list by watch failed because the server does not know such a thing. */
  #isUnable(error: unknown): boolean {
    if (this.#version !== undefined || !this.#listsByWatch) {
      return false;
    }
    return (
      error instanceof NoInitialEventsError ||
      (error instanceof KubernetesApiError &&
        (error.code === 400 || error.code === 422))
    );
  }

  /** Waits as the failure demands; true when the work shall end. */
  async #recover(error: Error, signal: AbortSignal): Promise<boolean> {
    const code = error instanceof KubernetesApiError ? error.code : undefined;
    if (code === 410) {
      this.#version = undefined;
      this.#state.expired += 1;
      // The server forgot: nothing is wrong, unless it happens again and again.
      if (this.#backoff.fresh) {
        this.#backoff.next();
        this.#logger.debug(
          `Listing ${resourceKeyOf(this.#type)} again: ${error.message}`,
        );
        return false;
      }
    }
    this.#state.restarts += 1;
    this.#wasAway ||= code === undefined || code >= 500;
    const state = stateOf(code);
    if (state !== 'backoff') {
      this.#version = undefined;
    }
    // That a token is not accepted (401) says nothing about what its owner may list.
    this.#refusals = code === 403 ? this.#refusals + 1 : 0;
    if (this.#refusals >= REFUSALS && this.#leavesWhenForbidden()) {
      return true;
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
    return false;
  }

  #report(next: Pick<ReflectorStatus, 'state' | 'message' | 'syncedAt'>): void {
    const before = this.#state;
    if (next.syncedAt) {
      this.#refusals = 0;
    }
    const { restarts, expired } = before;
    this.#state = {
      ...next,
      restarts,
      expired,
      syncedAt: next.syncedAt ?? before.syncedAt,
    };
    if (before.state !== next.state || next.syncedAt || next.message) {
      this.#sink.status(this.#state);
    }
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

/** Resource versions are numbers of one sequence, though the API does not promise it; others are not compared. */
function isOlder(version: string, than: string): boolean {
  return (
    [version, than].every(each => /^\d+$/.test(each)) &&
    BigInt(version) < BigInt(than)
  );
}

function stateOf(code: number | undefined): 'absent' | 'forbidden' | 'backoff' {
  if (code === 404) {
    return 'absent';
  }
  return code === 403 || code === 401 ? 'forbidden' : 'backoff';
}
