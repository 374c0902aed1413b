import {
  apiVersionOf,
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Mirror,
  MirrorChange,
  ReflectorStatus,
} from '@kubedc/backstage-plugin-kubedc-node';

/** A mirror whose every state a test sets. */
export class FakeMirror implements Mirror {
  readonly installation = 'alpha';
  readonly #objects = new Map<string, KubernetesObject>();
  /** Types of which some namespaces may not be read, as `resource.group`. */
  readonly partial = new Set<string>();
  readonly #status = new Map<string, ReflectorStatus['state']>();
  readonly #synced = new Set<string>();
  readonly #listeners = new Set<(change: MirrorChange) => void>();
  readonly #statusListeners = new Set<
    (type: ResourceType, status: ReflectorStatus) => void
  >();

  get<T extends KubernetesObject>(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ) {
    return this.#objects.get(keyOf(type, namespace, name)) as T | undefined;
  }

  list<T extends KubernetesObject>(type: ResourceType, namespace?: string) {
    const prefix = `${resourceKeyOf(type)}|`;
    return [...this.#objects]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, object]) => object as T)
      .filter(
        ({ metadata }) =>
          namespace === undefined || metadata.namespace === namespace,
      );
  }

  types(): ResourceType[] {
    return [];
  }

  status(type: ResourceType): ReflectorStatus {
    return {
      state: this.#status.get(resourceKeyOf(type)) ?? 'listing',
      ...(this.partial.has(resourceKeyOf(type)) && { partial: true }),
      restarts: 0,
      expired: 0,
      objects: this.list(type).length,
    };
  }

  ownedBy<T extends KubernetesObject>(type: ResourceType, uid: string): T[] {
    return this.list<T>(type).filter(({ metadata }) =>
      metadata.ownerReferences?.some(owner => owner.uid === uid),
    );
  }

  labelled<T extends KubernetesObject>(
    type: ResourceType,
    label: string,
    value: string,
  ): T[] {
    return this.list<T>(type).filter(
      ({ metadata }) => metadata.labels?.[label] === value,
    );
  }

  hasSynced(type: ResourceType): boolean {
    return this.#synced.has(resourceKeyOf(type));
  }

  async whenSynced(): Promise<void> {
    throw new Error('not needed');
  }

  subscribe(listener: (change: MirrorChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  subscribeStatus(
    listener: (type: ResourceType, status: ReflectorStatus) => void,
  ): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** Sets the state of a type's reflector. */
  report(type: ResourceType, state: ReflectorStatus['state']): void {
    this.#status.set(resourceKeyOf(type), state);
    if (state === 'watching') {
      this.#synced.add(resourceKeyOf(type));
    }
    this.#statusListeners.forEach(each => each(type, this.status(type)));
  }

  put(
    type: ResourceType,
    object: {
      metadata: KubernetesObject['metadata'];
      [field: string]: unknown;
    },
  ): void {
    const full = { apiVersion: apiVersionOf(type), kind: type.kind, ...object };
    const { namespace, name } = full.metadata;
    const key = keyOf(type, namespace, name);
    const previous = this.#objects.get(key);
    this.#objects.set(key, full);
    this.#tell({
      installation: this.installation,
      type,
      source: 'watch',
      object: full,
      ...(previous ? { action: 'modified', previous } : { action: 'added' }),
    });
  }

  drop(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    source: MirrorChange['source'],
  ): void {
    const key = keyOf(type, namespace, name);
    const object = this.#objects.get(key)!;
    this.#objects.delete(key);
    this.#tell({
      installation: this.installation,
      type,
      source,
      action: 'deleted',
      object,
      previous: object,
    });
  }

  #tell(change: MirrorChange): void {
    this.#listeners.forEach(each => each(change));
  }
}

function keyOf(
  type: ResourceType,
  namespace: string | undefined,
  name: string,
) {
  return `${resourceKeyOf(type)}|${namespace ?? ''}|${name}`;
}
