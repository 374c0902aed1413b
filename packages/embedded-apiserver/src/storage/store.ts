import { KubeObject } from '../types';
import { Collection, StoreEvent } from './collection';
import { Entry } from './entry';

const HISTORY = 10_000;

/** A change as the store reports it to the controllers. */
export interface StoreChange extends StoreEvent {
  storageKey: string;
}

/** The key of an object within its collection. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

/**
 * Keeps all objects in memory. One counter numbers all changes, so a
 * resourceVersion orders changes to different resources too.
 */
export class Store {
  private readonly collections = new Map<string, Collection>();
  private readonly listeners = new Set<(change: StoreChange) => void>();
  private current: number;

  constructor(
    private startRevision = 1,
    private readonly historyLimit: number = HISTORY,
  ) {
    this.current = startRevision;
  }

  /** The revision of the last change. */
  get revision(): number {
    return this.current;
  }

  collection(storageKey: string): Collection {
    let collection = this.collections.get(storageKey);
    if (!collection) {
      collection = new Collection(this.historyLimit, this.startRevision - 1);
      this.collections.set(storageKey, collection);
    }
    return collection;
  }

  storageKeys(): string[] {
    return [...this.collections.keys()];
  }

  /** Stores an object; it gets its new resourceVersion. */
  put(storageKey: string, key: string, object: KubeObject): Entry {
    const previous = this.collection(storageKey).get(key);
    return this.commit(
      storageKey,
      previous ? 'MODIFIED' : 'ADDED',
      key,
      object,
      previous,
    );
  }

  /** Removes an object; its last state gets the resourceVersion of that. */
  remove(storageKey: string, key: string, last: KubeObject): Entry {
    const previous = this.collection(storageKey).get(key);
    return this.commit(storageKey, 'DELETED', key, last, previous);
  }

  /** Puts objects back that were stored before this process started. */
  restore(
    storageKey: string,
    objects: { key: string; object: KubeObject }[],
  ): void {
    const collection = this.collection(storageKey);
    for (const { key, object } of objects) {
      const revision = Number(object.metadata.resourceVersion);
      const entry = new Entry(key, object, revision);
      collection.apply({ type: 'ADDED', revision, entry });
    }
  }

  /** Goes on from a revision; what happened before it is forgotten. */
  advance(revision: number): void {
    this.current = Math.max(this.current, revision);
    this.startRevision = this.current;
    for (const collection of this.collections.values()) {
      collection.compact(this.current);
    }
  }

  /** Is told every change, after it happened and in order. */
  onChange(listener: (change: StoreChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private commit(
    storageKey: string,
    type: StoreEvent['type'],
    key: string,
    object: KubeObject,
    previous: Entry | undefined,
  ): Entry {
    const revision = ++this.current;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(revision) },
    };
    const entry = new Entry(key, stored, revision);
    const event: StoreEvent = { type, revision, entry, previous };
    this.collection(storageKey).apply(event);
    for (const listener of this.listeners) {
      listener({ ...event, storageKey });
    }
    return entry;
  }
}
