import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ReflectorLimits, ServerAbilities } from '../reflector';
import type { KubernetesTransport } from '../transport';
import { Follower } from './Follower';
import { ObjectStore, type StoreChange } from './ObjectStore';
import { tenantNamespaces } from './tenantNamespaces';
import type {
  FollowedType,
  Mirror,
  MirrorChange,
  ReflectorStatus,
} from './types';

interface Watched {
  type: ResourceType;
  store: ObjectStore;
  follower: Follower;
  status: Omit<ReflectorStatus, 'objects'>;
  synced: boolean;
}

/**
 * A mirror that keeps the objects in memory, with one reflector for each resource type.
 *
 * @public
 */
export class ObjectMirror implements Mirror {
  /** Name of the installation. */
  readonly installation: string;
  readonly #watched = new Map<string, Watched>();
  readonly #logger: LoggerService;
  readonly #listeners = new Set<(change: MirrorChange) => void>();
  readonly #statusListeners = new Set<
    (type: ResourceType, status: ReflectorStatus) => void
  >();
  #stop: AbortController | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: {
    installation: string;
    transport: KubernetesTransport;
    types: readonly FollowedType[];
    /** Namespaces to look into where not all may be listed, beside those the mirror itself tells of. */
    namespaces?: readonly string[];
    logger: LoggerService;
    /** Only tests need other than the default ones. */
    limits?: Partial<ReflectorLimits>;
  }) {
    this.installation = options.installation;
    this.#logger = options.logger;
    const abilities: ServerAbilities = { watchList: true };
    for (const type of options.types) {
      const key = resourceKeyOf(type);
      if (!this.#watched.has(key)) {
        this.#watched.set(key, this.#watch(type, { ...options, abilities }));
      }
    }
  }

  /** Begins to follow the platform; a second call does nothing. */
  start(): void {
    if (!this.#stop) {
      const stop = new AbortController();
      this.#stop = stop;
      this.#running = Promise.all(
        [...this.#watched.values()].map(({ follower }) =>
          follower.run(stop.signal),
        ),
      );
    }
  }

  /** Ends all watches; what was mirrored stays readable. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#running;
    this.#stop = undefined;
  }

  /** {@inheritdoc Mirror.types} */
  types(): ResourceType[] {
    return [...this.#watched.values()].map(({ type }) => type);
  }

  get<T extends KubernetesObject>(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    return this.#watched
      .get(resourceKeyOf(type))
      ?.store.get(namespace, name) as T | undefined;
  }

  list<T extends KubernetesObject>(type: ResourceType, namespace?: string) {
    return (this.#watched.get(resourceKeyOf(type))?.store.list(namespace) ??
      []) as T[];
  }

  /** {@inheritdoc Mirror.ownedBy} */
  ownedBy<T extends KubernetesObject>(type: ResourceType, uid: string): T[] {
    return (this.#watched.get(resourceKeyOf(type))?.store.ownedBy(uid) ??
      []) as T[];
  }

  /** {@inheritdoc Mirror.labelled} */
  labelled<T extends KubernetesObject>(
    type: ResourceType,
    label: string,
    value: string,
  ): T[] {
    return (this.#watched
      .get(resourceKeyOf(type))
      ?.store.labelled(label, value) ?? []) as T[];
  }

  /** {@inheritdoc Mirror.status} */
  status(type: ResourceType): ReflectorStatus {
    const { status, store } = this.#of(type);
    return { ...status, objects: store.size };
  }

  /** {@inheritdoc Mirror.hasSynced} */
  hasSynced(type: ResourceType): boolean {
    return this.#watched.get(resourceKeyOf(type))?.synced ?? false;
  }

  /** {@inheritdoc Mirror.whenSynced} */
  async whenSynced(type: ResourceType, signal?: AbortSignal): Promise<void> {
    const watched = this.#of(type);
    signal?.throwIfAborted();
    if (watched.synced) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const unsubscribe = this.subscribeStatus(() => {
        if (watched.synced) {
          unsubscribe();
          resolve();
        }
      });
      signal?.addEventListener(
        'abort',
        () => {
          unsubscribe();
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  /** {@inheritdoc Mirror.subscribe} */
  subscribe(listener: (change: MirrorChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** {@inheritdoc Mirror.subscribeStatus} */
  subscribeStatus(
    listener: (type: ResourceType, status: ReflectorStatus) => void,
  ): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  #watch(
    type: FollowedType,
    options: {
      transport: KubernetesTransport;
      namespaces?: readonly string[];
      limits?: Partial<ReflectorLimits>;
      abilities: ServerAbilities;
    },
  ): Watched {
    const store = new ObjectStore();
    const tell = (source: MirrorChange['source'], changes: StoreChange[]) =>
      this.#tell(type, source, changes);
    const watched: Watched = {
      type,
      store,
      status: { state: 'listing', restarts: 0, expired: 0 },
      synced: false,
      follower: new Follower({
        ...options,
        type,
        scope: type.only,
        namespaces: tenantNamespaces(this, options.namespaces ?? []),
        logger: this.#logger,
        sink: {
          distrust: namespace => store.distrust(namespace),
          listed: object => tell('list', store.upsert(object)),
          upsert: object => tell('watch', store.upsert(object)),
          remove: object => tell('watch', store.remove(object)),
          retain: (listed, namespace) =>
            tell('list', store.retain(listed, namespace)),
          synced: () => {
            watched.synced = true;
          },
          status: status => {
            watched.status = status;
            this.#tellStatus(type);
          },
        },
      }),
    };
    return watched;
  }

  #of(type: ResourceType): Watched {
    const watched = this.#watched.get(resourceKeyOf(type));
    if (!watched) {
      throw new Error(`${resourceKeyOf(type)} is not mirrored`);
    }
    return watched;
  }

  #tell(
    type: ResourceType,
    source: MirrorChange['source'],
    changes: StoreChange[],
  ): void {
    for (const change of changes) {
      for (const listener of this.#listeners) {
        this.#guard(() =>
          listener({
            installation: this.installation,
            type,
            source,
            ...change,
          }),
        );
      }
    }
  }

  #tellStatus(type: ResourceType): void {
    for (const listener of this.#statusListeners) {
      this.#guard(() => listener(type, this.status(type)));
    }
  }

  /** One listener's failure must not keep a change from the others, nor end the watch. */
  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#logger.error(
        `A listener of the mirror failed: ${stringifyError(error)}`,
      );
    }
  }
}
