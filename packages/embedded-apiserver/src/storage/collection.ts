import { KubeObject } from '../types';
import { Entry } from './entry';

/** A change to one object. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  entry: Entry;
  previous?: Entry;
}

type Subscriber = (event: StoreEvent) => void;

/** Where a key is or would be in a sorted list. */
function search(sorted: Entry[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle].key < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The first key that comes after all keys with a prefix. */
function after(prefix: string): string {
  const last = prefix.charCodeAt(prefix.length - 1);
  return prefix.slice(0, -1) + String.fromCharCode(last + 1);
}

/**
 * All objects of one resource, in the order of their keys (`namespace/name`),
 * with the last changes to them.
 */
export class Collection {
  private readonly entries = new Map<string, Entry>();
  private readonly sorted: Entry[] = [];
  private readonly subscribers = new Set<Subscriber>();
  private history: StoreEvent[] = [];
  /** Changes up to this revision are forgotten. */
  private compactedRevision: number;

  constructor(private readonly historyLimit: number, startRevision: number) {
    this.compactedRevision = startRevision;
  }

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  /** The entries whose key begins with a prefix, in order. */
  list(prefix = ''): Entry[] {
    return prefix
      ? this.sorted.slice(
          search(this.sorted, prefix),
          search(this.sorted, after(prefix)),
        )
      : this.sorted.slice();
  }

  apply(event: StoreEvent): void {
    const { key } = event.entry;
    const at = search(this.sorted, key);
    if (event.type === 'DELETED') {
      this.entries.delete(key);
      this.sorted.splice(at, 1);
    } else {
      this.sorted.splice(at, this.entries.has(key) ? 1 : 0, event.entry);
      this.entries.set(key, event.entry);
    }
    this.history.push(event);
    if (this.history.length > this.historyLimit * 2) {
      const dropped = this.history.length - this.historyLimit;
      this.compactedRevision = this.history[dropped - 1].revision;
      this.history = this.history.slice(dropped);
    }
    for (const subscriber of this.subscribers) {
      subscriber(event);
    }
  }

  /**
   * Changes how objects are kept, which is no change that anybody is told of.
   *
   * @param change - gives nothing for what stays as it is
   */
  rewrite(change: (object: KubeObject) => KubeObject | undefined): void {
    this.sorted.forEach((entry, i) => {
      const object = change(entry.object);
      if (object) {
        const changed = new Entry(entry.key, object, entry.revision);
        this.sorted[i] = changed;
        this.entries.set(entry.key, changed);
      }
    });
  }

  /** Forgets the changes so far: a watch from before is then too old. */
  compact(revision: number): void {
    this.history = this.history.filter(event => event.revision > revision);
    this.compactedRevision = Math.max(this.compactedRevision, revision);
  }

  /** The oldest revision one can watch from. */
  get oldestRevision(): number {
    return this.compactedRevision;
  }

  /**
   * The entries as they were at a revision, in order; nothing when that is
   * forgotten.
   */
  at(revision: number, prefix = ''): Entry[] | undefined {
    if (revision < this.compactedRevision) {
      return undefined;
    }
    const before = new Map<string, Entry | undefined>();
    for (const { entry, previous } of this.since(revision).reverse()) {
      before.set(entry.key, previous);
    }
    if (before.size === 0) {
      return this.list(prefix);
    }
    const kept = this.list(prefix).filter(({ key }) => !before.has(key));
    for (const [key, entry] of before) {
      if (entry && key.startsWith(prefix)) {
        kept.push(entry);
      }
    }
    return kept.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  since(revision: number): StoreEvent[] {
    return this.history.filter(event => event.revision > revision);
  }

  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }
}
