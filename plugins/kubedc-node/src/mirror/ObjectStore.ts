import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { ObjectIndex } from './ObjectIndex';

/** A change that a store made. */
export type StoreChange =
  | { action: 'added'; object: KubernetesObject; previous?: undefined }
  | {
      action: 'modified' | 'deleted';
      object: KubernetesObject;
      previous: KubernetesObject;
    };

/** All objects of one resource type, by namespace and name. */
export class ObjectStore {
  readonly #namespaces = new Map<string, Map<string, KubernetesObject>>();
  readonly #index = new ObjectIndex();
  /** Objects as they were stored then; what a later list or watch brings is another one. */
  readonly #distrusted = new WeakSet<KubernetesObject>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.#namespaces.get(namespace ?? '')?.get(name);
  }

  /** Objects of a namespace, or all. */
  list(namespace?: string): KubernetesObject[] {
    if (namespace !== undefined) {
      return [...(this.#namespaces.get(namespace)?.values() ?? [])];
    }
    return [...this.#namespaces.values()].flatMap(objects => [
      ...objects.values(),
    ]);
  }

  /** Objects with an owner, by its uid. */
  ownedBy(uid: string): KubernetesObject[] {
    return this.#index.ownedBy(uid);
  }

  /** Objects with a label of a value. */
  labelled(label: string, value: string): KubernetesObject[] {
    return this.#index.labelled(label, value, () => this.list());
  }

  /** Stores an object; the changes this is, none when it is there as it is. */
  upsert(object: KubernetesObject): StoreChange[] {
    const { namespace, name, uid, resourceVersion } = object.metadata;
    const previous = this.get(namespace, name);
    if (!previous) {
      this.#put(object);
      return [{ action: 'added', object }];
    }
    if (previous.metadata.uid !== uid) {
      // Deleted and made again while nobody looked: another object of the same name.
      this.#put(object);
      return [
        { action: 'deleted', object: previous, previous },
        { action: 'added', object },
      ];
    }
    if (
      previous.metadata.resourceVersion === resourceVersion &&
      !this.#distrusted.has(previous)
    ) {
      return [];
    }
    this.#put(object);
    return [{ action: 'modified', object, previous }];
  }

  /**
   * Believes the versions of what is stored no more: a server that was put back to an older state gives out the same
   * versions a second time.
   */
  distrust(namespace?: string): void {
    // Added to those of other namespaces, which may still wait for their list.
    this.list(namespace).forEach(object => this.#distrusted.add(object));
  }

  /** Removes an object; its last state comes with the change. */
  remove(object: KubernetesObject): StoreChange[] {
    const { namespace, name } = object.metadata;
    const objects = this.#namespaces.get(namespace ?? '');
    const previous = objects?.get(name);
    if (!objects || !previous) {
      return [];
    }
    objects.delete(name);
    this.#index.remove(previous);
    this.#size -= 1;
    if (!objects.size) {
      this.#namespaces.delete(namespace ?? '');
    }
    return [{ action: 'deleted', object, previous }];
  }

  /** Removes whatever is not listed, of a namespace or at all. */
  retain(
    listed: readonly KubernetesObject[],
    namespace?: string,
  ): StoreChange[] {
    const keep = new Set(listed.map(keyOf));
    return this.list(namespace)
      .filter(object => !keep.has(keyOf(object)))
      .flatMap(object => this.remove(object));
  }

  #put(object: KubernetesObject): void {
    const { namespace = '', name } = object.metadata;
    let objects = this.#namespaces.get(namespace);
    if (!objects) {
      objects = new Map();
      this.#namespaces.set(namespace, objects);
    }
    const previous = objects.get(name);
    if (previous) {
      this.#index.remove(previous);
    } else {
      this.#size += 1;
    }
    objects.set(name, object);
    this.#index.add(object);
  }
}

function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
