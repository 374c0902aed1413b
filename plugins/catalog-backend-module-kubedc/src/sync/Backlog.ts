import {
  resourceKeyOf,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { objectKey } from '../conversion/TrackedObjects';

/** An object whose entities may not be as they should. */
export interface BacklogItem {
  key: string;
  type: ResourceType;
  namespace: string | undefined;
  name: string;
  /** True when the API server itself told that the object is gone. */
  gone: boolean;
}

/** Makes an item of an object's names. */
export function backlogItem(
  type: ResourceType,
  metadata: { namespace?: string; name: string },
  gone: boolean = false,
): BacklogItem {
  const { namespace, name } = metadata;
  return { key: objectKey(type, namespace, name), type, namespace, name, gone };
}

/** Objects to convert, in the order in which they changed; an object that changes twice is there once. */
export class Backlog {
  readonly #due = new Map<string, BacklogItem>();
  readonly #waiting = new Map<string, Map<string, BacklogItem>>();

  /** Number of objects that can be converted now. */
  get size(): number {
    return this.#due.size;
  }

  /** Number of objects that are not dealt with, also of those that are kept back. */
  get total(): number {
    return [...this.#waiting.values()].reduce(
      (sum, items) => sum + items.size,
      this.#due.size,
    );
  }

  /** Adds an object; what is known of its end replaces what was known before. */
  add(item: BacklogItem): void {
    this.#due.set(item.key, item);
  }

  /** Adds an object because of another one, unless it is there already. */
  touch(item: BacklogItem): void {
    if (!this.#due.has(item.key)) {
      this.#due.set(item.key, item);
    }
  }

  /** Keeps an object back until {@link Backlog.release} is called for a type. */
  wait(item: BacklogItem, type: ResourceType): void {
    const key = resourceKeyOf(type);
    const items = this.#waiting.get(key) ?? new Map<string, BacklogItem>();
    this.#waiting.set(key, items.set(item.key, item));
  }

  /** Lets the objects go that waited for a type; true when there were any. */
  release(type: ResourceType): boolean {
    const key = resourceKeyOf(type);
    const items = this.#waiting.get(key);
    this.#waiting.delete(key);
    for (const item of items?.values() ?? []) {
      // Since then it may have come by another change, which knows better.
      this.touch(item);
    }
    return Boolean(items?.size);
  }

  /** True when objects of a type are kept back. */
  hasWaiting(type: ResourceType): boolean {
    const wanted = resourceKeyOf(type);
    return [...this.#waiting.values()].some(items =>
      [...items.values()].some(item => resourceKeyOf(item.type) === wanted),
    );
  }

  /** Takes the oldest one out. */
  shift(): BacklogItem | undefined {
    const [item] = this.#due.values();
    if (item) {
      this.#due.delete(item.key);
    }
    return item;
  }

  /** Puts items back that could not be dealt with, unless they have changed again. */
  restore(items: readonly BacklogItem[]): void {
    items.forEach(item => this.touch(item));
  }
}
