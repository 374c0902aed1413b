import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '../client';
import {
  DEFAULT_LIMITS,
  Reflector,
  type ReflectorLimits,
  type ReflectorScope,
  type ReflectorSink,
  type ServerAbilities,
} from '../reflector';
import type { KubernetesTransport } from '../transport';
import { mergeStatus } from './mergeStatus';
import type { ReflectorStatus } from './types';

type Status = Omit<ReflectorStatus, 'objects'>;

/** Where a follower puts what it learns. */
export interface FollowerSink
  extends Omit<ReflectorSink, 'distrust' | 'retain'> {
  /** The server was put back: versions that are known, of the namespace or at all, may stand for something else now. */
  distrust(namespace?: string): void;
  /** A list was complete: whatever is not in it is gone from the namespace, or at all. */
  retain(listed: readonly KubernetesObject[], namespace?: string): void;
  /** All that can be listed was listed once. */
  synced(): void;
}

/** The namespaces to look into where not all of them may be listed at once. */
export interface NamespaceSource {
  names(): string[];
  /** Called when the names may have changed; returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void;
}

/** What a follower needs. */
export interface FollowerOptions {
  transport: KubernetesTransport;
  type: ResourceType;
  scope?: ReflectorScope;
  sink: FollowerSink;
  namespaces: NamespaceSource;
  logger: LoggerService;
  limits?: Partial<ReflectorLimits>;
  abilities: ServerAbilities;
}

interface Child {
  abort: AbortController;
  running: Promise<void>;
  status: Status;
  synced: boolean;
}

/**
 * Follows all objects of a resource type: in all namespaces at once or, where that is forbidden, in each of the tenants'
 * namespaces by itself.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #limits: ReflectorLimits;
  readonly #children = new Map<string, Child>();

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#everywhere().run(signal);
      if (!signal.aborted) {
        await this.#eachNamespace(signal);
      }
    }
  }

  get #canDivide(): boolean {
    const { type, scope, namespaces } = this.#options;
    return (
      type.namespaced &&
      // Nobody lacks an object there, so that a request for each namespace would be too much.
      !type.metadataOnly &&
      !scope &&
      namespaces.names().length > 0
    );
  }

  #everywhere(): Reflector {
    const { sink } = this.#options;
    return new Reflector({
      ...this.#options,
      leavesWhenForbidden: () => this.#canDivide,
      sink: {
        distrust: () => sink.distrust(this.#options.scope?.namespace),
        listed: object => sink.listed(object),
        upsert: object => sink.upsert(object),
        remove: object => sink.remove(object),
        retain: listed => {
          sink.retain(listed, this.#options.scope?.namespace);
          sink.synced();
        },
        status: status => sink.status(status),
      },
    });
  }

  /** Follows each namespace until all of them may be listed at once, or there is none left. */
  async #eachNamespace(signal: AbortSignal): Promise<void> {
    const { type, logger } = this.#options;
    logger.info(
      `${resourceKeyOf(
        type,
      )} may not be listed in all namespaces; following the tenants' one by one`,
    );
    try {
      while (!signal.aborted && this.#canDivide) {
        const changed = this.#nextChange(signal);
        await this.#divide(signal);
        if ((await changed) === 'probe' && (await this.#isAllowed(signal))) {
          return;
        }
      }
    } finally {
      await Promise.all([...this.#children.keys()].map(key => this.#end(key)));
    }
  }

  /** Brings children in line with the namespaces there are. */
  async #divide(signal: AbortSignal): Promise<void> {
    const wanted = new Set(this.#options.namespaces.names());
    for (const namespace of [...this.#children.keys()]) {
      if (!wanted.has(namespace)) {
        await this.#end(namespace);
        this.#options.sink.retain([], namespace);
      }
    }
    for (const namespace of wanted) {
      if (!this.#children.has(namespace)) {
        this.#children.set(namespace, this.#begin(namespace, signal));
      }
    }
    this.#tell();
  }

  #begin(namespace: string, signal: AbortSignal): Child {
    const { sink } = this.#options;
    const abort = new AbortController();
    const child: Child = {
      abort,
      running: Promise.resolve(),
      status: { state: 'listing', restarts: 0, expired: 0 },
      synced: false,
    };
    const reflector = new Reflector({
      ...this.#options,
      scope: { namespace },
      sink: {
        distrust: () => sink.distrust(namespace),
        listed: object => sink.listed(object),
        upsert: object => sink.upsert(object),
        remove: object => sink.remove(object),
        retain: listed => {
          sink.retain(listed, namespace);
          child.synced = true;
        },
        status: status => {
          child.status = status;
          this.#tell();
        },
      },
    });
    child.running = reflector.run(AbortSignal.any([signal, abort.signal]));
    return child;
  }

  async #end(namespace: string): Promise<void> {
    const child = this.#children.get(namespace);
    this.#children.delete(namespace);
    child?.abort.abort();
    await child?.running;
  }

  #tell(): void {
    const children = [...this.#children.values()];
    if (!children.length) {
      return;
    }
    if (
      children.every(
        ({ synced, status }) => synced || status.state === 'forbidden',
      ) &&
      children.some(({ synced }) => synced)
    ) {
      this.#options.sink.synced();
    }
    this.#options.sink.status(
      mergeStatus(children.map(({ status }) => status)),
    );
  }

  /** Resolves when the namespaces changed, or when it is time to ask for all of them again. */
  #nextChange(signal: AbortSignal): Promise<'namespaces' | 'probe' | 'end'> {
    return new Promise(resolve => {
      const cleanups: Array<() => void> = [];
      const finish = (reason: 'namespaces' | 'probe' | 'end') => {
        cleanups.forEach(cleanup => cleanup());
        resolve(reason);
      };
      const end = () => finish('end');
      const timer = setTimeout(
        () => finish('probe'),
        this.#limits.probePauseMs * (0.5 + this.#limits.random() / 2),
      );
      const before = this.#options.namespaces.names().sort().join(' ');
      signal.addEventListener('abort', end, { once: true });
      cleanups.push(
        () => clearTimeout(timer),
        () => signal.removeEventListener('abort', end),
        this.#options.namespaces.subscribe(() => {
          if (this.#options.namespaces.names().sort().join(' ') !== before) {
            finish('namespaces');
          }
        }),
      );
    });
  }

  async #isAllowed(signal: AbortSignal): Promise<boolean> {
    const { transport, type } = this.#options;
    try {
      await transport.request({
        method: 'GET',
        path: resourcePath(type),
        query: { limit: 1 },
        signal,
      });
      return true;
    } catch {
      // Still forbidden, or away: the children say which.
      return false;
    }
  }
}
