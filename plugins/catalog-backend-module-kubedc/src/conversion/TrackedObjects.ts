import {
  resourceKeyOf,
  type KubernetesObject,
  type RelatedObjects,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror } from '@kubedc/backstage-plugin-kubedc-node';

/** Key of the fact "this object is as it is". */
export function objectKey(
  type: ResourceType,
  namespace: string | undefined,
  name: string,
): string {
  return `${resourceKeyOf(type)}|${namespace ?? ''}|${name}`;
}

/** Key of the fact "these are all objects of the type, in the namespace or at all". */
export function listKey(type: ResourceType, namespace?: string): string {
  return `${resourceKeyOf(type)}|${namespace ?? '*'}`;
}

/** Lets a conversion read the mirror and remembers what it read. */
export class TrackedObjects implements RelatedObjects {
  /** Keys of all facts that were read. */
  readonly read = new Set<string>();
  /** Types that were read before their first list was complete. */
  readonly unsynced = new Map<string, ResourceType>();
  readonly #mirror: Mirror;

  constructor(mirror: Mirror) {
    this.#mirror = mirror;
  }

  get<T extends KubernetesObject>(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    this.#remember(type, objectKey(type, namespace, name));
    return this.#mirror.get<T>(type, namespace, name);
  }

  list<T extends KubernetesObject>(type: ResourceType, namespace?: string) {
    this.#remember(type, listKey(type, namespace));
    return this.#mirror.list<T>(type, namespace);
  }

  #remember(type: ResourceType, key: string): void {
    this.read.add(key);
    if (!this.#mirror.hasSynced(type)) {
      this.unsynced.set(resourceKeyOf(type), type);
    }
  }
}
