import { StatusError } from '../errors/statusError';
import { FOREGROUND, ORPHAN } from '../registry/delete';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { Entry } from '../storage/entry';
import { StoreChange } from '../storage/store';
import { KubeObject, OwnerReference } from '../types';
import { BY_CONTROLLER, SYSTEM_USER } from './systemUser';

/** Where an object is stored. */
interface Location {
  storageKey: string;
  key: string;
}

/**
 * Deletes what belongs to objects that are gone, following owner references:
 * in the background, before the owner goes, or not at all, as the owner's
 * deletion asks for.
 */
export class GarbageCollector {
  /** Dependents by the uid of their owner. */
  private readonly dependents = new Map<string, Map<string, Location>>();
  private readonly located = new Map<string, Location>();
  private readonly queue: (() => void)[] = [];
  private isScheduled = false;
  private isStopped = false;

  constructor(
    private readonly registry: Registry,
    private readonly onError: (error: unknown) => void,
  ) {
    const { store } = registry;
    for (const storageKey of store.storageKeys()) {
      for (const entry of store.collection(storageKey).list()) {
        this.index(storageKey, entry);
      }
    }
    store.onChange(change => this.changed(change));
  }

  stop(): void {
    this.isStopped = true;
  }

  private changed(change: StoreChange): void {
    const { storageKey, type, entry, previous } = change;
    const uid = entry.object.metadata.uid as string;
    if (previous) {
      this.unindex(storageKey, previous);
    }
    if (type === 'DELETED') {
      this.located.delete(uid);
      if (this.dependents.has(uid)) {
        this.enqueue(() => this.ownerGone(uid));
      }
      for (const owner of entry.object.metadata.ownerReferences ?? []) {
        this.enqueue(() => this.continueForeground(owner));
      }
      return;
    }
    this.index(storageKey, entry);
    const { metadata } = entry.object;
    if (metadata.deletionTimestamp && metadata.finalizers?.length) {
      if (metadata.finalizers.includes(FOREGROUND)) {
        this.enqueue(() => this.foreground(storageKey, entry.key));
      } else if (metadata.finalizers.includes(ORPHAN)) {
        this.enqueue(() => this.orphan(storageKey, entry.key));
      }
    }
    if (type === 'ADDED' && metadata.ownerReferences?.length) {
      this.enqueue(() => this.checkOwners(storageKey, entry.key));
    }
  }

  private index(storageKey: string, { key, object }: Entry): void {
    this.located.set(object.metadata.uid as string, { storageKey, key });
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const list = this.dependents.get(uid) ?? new Map<string, Location>();
      list.set(`${storageKey}|${key}`, { storageKey, key });
      this.dependents.set(uid, list);
    }
  }

  private unindex(storageKey: string, { key, object }: Entry): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const list = this.dependents.get(uid);
      list?.delete(`${storageKey}|${key}`);
      if (list?.size === 0) {
        this.dependents.delete(uid);
      }
    }
  }

  /** Work waits until the write that caused it is answered. */
  private enqueue(task: () => void): void {
    this.queue.push(task);
    if (!this.isScheduled) {
      this.isScheduled = true;
      setImmediate(() => this.drain());
    }
  }

  private drain(): void {
    this.isScheduled = false;
    for (const task of this.queue.splice(0)) {
      if (this.isStopped) {
        return;
      }
      try {
        task();
      } catch (error) {
        if (!(error instanceof StatusError && error.code === 404)) {
          this.onError(error);
        }
      }
    }
  }

  private ownerGone(uid: string): void {
    for (const { storageKey, key } of [
      ...(this.dependents.get(uid)?.values() ?? []),
    ]) {
      this.checkOwners(storageKey, key);
    }
  }

  /** An owner of a kind that is not served counts as being there. */
  private isAbsent(owner: OwnerReference): boolean {
    return (
      !this.located.has(owner.uid) &&
      this.registry.resources.findKind(owner.apiVersion, owner.kind) !==
        undefined
    );
  }

  private checkOwners(storageKey: string, key: string): void {
    const object = this.registry.store.collection(storageKey).get(key)?.object;
    const owners = object?.metadata.ownerReferences ?? [];
    const left = owners.filter(owner => !this.isAbsent(owner));
    if (!object || left.length === owners.length) {
      return;
    }
    if (left.length > 0) {
      this.setOwners(storageKey, object, left);
    } else if (!object.metadata.deletionTimestamp) {
      this.remove(storageKey, object, 'Background');
    }
  }

  private continueForeground({ uid }: OwnerReference): void {
    const owner = this.located.get(uid);
    if (owner) {
      this.foreground(owner.storageKey, owner.key);
    }
  }

  private foreground(storageKey: string, key: string): void {
    const { store } = this.registry;
    const owner = store.collection(storageKey).get(key)?.object;
    if (!owner?.metadata.finalizers?.includes(FOREGROUND)) {
      return;
    }
    const uid = owner.metadata.uid as string;
    const blocking = (): KubeObject[] =>
      [...(this.dependents.get(uid)?.values() ?? [])]
        .map(d => store.collection(d.storageKey).get(d.key)?.object)
        .filter(
          (object): object is KubeObject =>
            !!object?.metadata.ownerReferences?.some(
              ref => ref.uid === uid && ref.blockOwnerDeletion,
            ),
        );
    for (const dependent of [...(this.dependents.get(uid)?.values() ?? [])]) {
      const object = store
        .collection(dependent.storageKey)
        .get(dependent.key)?.object;
      if (object && !object.metadata.deletionTimestamp) {
        const others = object.metadata.ownerReferences?.filter(
          ref => ref.uid !== uid && !this.isAbsent(ref),
        );
        if (others?.length) {
          this.setOwners(dependent.storageKey, object, others);
        } else {
          this.remove(dependent.storageKey, object, 'Foreground');
        }
      }
    }
    if (blocking().length === 0) {
      this.dropFinalizer(storageKey, owner, FOREGROUND);
    }
  }

  private orphan(storageKey: string, key: string): void {
    const { store } = this.registry;
    const owner = store.collection(storageKey).get(key)?.object;
    if (!owner) {
      return;
    }
    const uid = owner.metadata.uid as string;
    for (const dependent of [...(this.dependents.get(uid)?.values() ?? [])]) {
      const object = store
        .collection(dependent.storageKey)
        .get(dependent.key)?.object;
      if (object) {
        this.setOwners(
          dependent.storageKey,
          object,
          (object.metadata.ownerReferences ?? []).filter(r => r.uid !== uid),
        );
      }
    }
    this.dropFinalizer(storageKey, owner, ORPHAN);
  }

  private resource(storageKey: string): Resource | undefined {
    const slash = storageKey.indexOf('/');
    return this.registry.resources.findAny(
      storageKey.slice(0, slash),
      storageKey.slice(slash + 1),
    );
  }

  private change(
    storageKey: string,
    { metadata }: KubeObject,
    change: (object: KubeObject) => void,
  ): void {
    const resource = this.resource(storageKey);
    if (resource) {
      this.registry.update(
        resource,
        metadata.namespace,
        metadata.name,
        current => {
          change(current);
          return current;
        },
        BY_CONTROLLER,
      );
    }
  }

  private setOwners(
    storageKey: string,
    object: KubeObject,
    owners: OwnerReference[],
  ): void {
    this.change(storageKey, object, ({ metadata }) => {
      if (owners.length > 0) {
        metadata.ownerReferences = owners;
      } else {
        delete metadata.ownerReferences;
      }
    });
  }

  private dropFinalizer(
    storageKey: string,
    object: KubeObject,
    finalizer: string,
  ): void {
    this.change(storageKey, object, ({ metadata }) => {
      metadata.finalizers = metadata.finalizers?.filter(f => f !== finalizer);
    });
  }

  private remove(
    storageKey: string,
    { metadata }: KubeObject,
    propagationPolicy: 'Background' | 'Foreground',
  ): void {
    const resource = this.resource(storageKey);
    const hasOwn = this.dependents.has(metadata.uid as string);
    if (resource) {
      this.registry.delete(
        resource,
        metadata.namespace,
        metadata.name,
        { propagationPolicy: hasOwn ? propagationPolicy : 'Background' },
        { user: SYSTEM_USER },
      );
    }
  }
}
