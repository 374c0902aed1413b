import type {
  KubernetesObject,
  RelatedObjects,
  ResourceType,
  WatchedType,
} from '@kubedc/backstage-plugin-kubedc-common';

/**
 * State of the reflector of one resource type.
 *
 * @public
 */
export interface ReflectorStatus {
  state:
    | 'listing'
    | 'syncing'
    | 'watching'
    | 'backoff'
    | 'forbidden'
    | 'absent';
  /** What stands against it, in the API server's words where it has some. */
  message?: string;
  /** When the list was last known to be complete. */
  syncedAt?: Date;
  /** True while some of the namespaces may not be read, so that what is missing says nothing. */
  partial?: boolean;
  /** How often the connection had to be made anew after a failure. */
  restarts: number;
  /** How often the server had forgotten where the watch stood, so that everything was listed again. */
  expired: number;
  objects: number;
}

/**
 * A change of one object in the mirror.
 *
 * @public
 */
export interface MirrorChange {
  installation: string;
  type: ResourceType;
  action: 'added' | 'modified' | 'deleted';
  /**
   * `watch`: the API server told this very change. `list`: a complete list showed it; what such a list lacks may have
   * been deleted, or the list may be wrong.
   */
  source: 'watch' | 'list';
  object: KubernetesObject;
  /** The object before the change; absent when added. */
  previous?: KubernetesObject;
}

/**
 * A resource type and which of its objects are followed; all without `only`.
 *
 * @public
 */
export type FollowedType = WatchedType;

/**
 * The objects of one installation, kept up to date by list and watch with the portal's own account. What it answers is
 * not filtered by anybody's rights: callers must.
 *
 * @public
 */
export interface Mirror extends RelatedObjects {
  readonly installation: string;
  status(type: ResourceType): ReflectorStatus;
  /** Objects of a type that name an owner, by the owner's uid. */
  ownedBy<T extends KubernetesObject>(type: ResourceType, uid: string): T[];
  /** Objects of a type with a label of a value. */
  labelled<T extends KubernetesObject>(
    type: ResourceType,
    label: string,
    value: string,
  ): T[];
  /** Resource types that are watched. */
  types(): ResourceType[];
  /** True once the type's first list was complete. */
  hasSynced(type: ResourceType): boolean;
  /** Resolves when the first list of the type was complete; rejects when the signal aborts. */
  whenSynced(type: ResourceType, signal?: AbortSignal): Promise<void>;
  /** Called for every change after it was stored; returns the function that unsubscribes. */
  subscribe(listener: (change: MirrorChange) => void): () => void;
  /** Called when the state of a reflector changes. */
  subscribeStatus(
    listener: (type: ResourceType, status: ReflectorStatus) => void,
  ): () => void;
}
