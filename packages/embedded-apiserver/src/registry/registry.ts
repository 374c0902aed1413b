import { AdmissionChain } from '../admission/admissionChain';
import { notFound } from '../errors/statusError';
import { FieldManager } from '../managedfields/fieldManager';
import { Resource } from '../scheme/resource';
import { Resources } from '../scheme/resources';
import { Entry } from '../storage/entry';
import { ListSnapshots } from '../storage/listSnapshots';
import { objectKey, Store } from '../storage/store';
import { groupVersion, KubeObject, UserInfo } from '../types';
import { createObject } from './create';
import { BodyDecoder } from './decodeBody';
import { deleteObject, DeleteOptions, DeleteResult } from './delete';
import { Transform, UpdateOptions, updateObject } from './update';

/** The circumstances of a write. */
export interface WriteOptions {
  user: UserInfo;
  dryRun?: boolean;
  subresource?: string;
  /** Takes what the client is told although the write succeeds. */
  warnings?: string[];
  /** Who gets what is changed; the server itself when left out. */
  fieldManager?: string;
  /** Whether the object says already who owns what. */
  isApplied?: boolean;
}

/** Reads and writes objects by the rules that hold for all kinds. */
export class Registry {
  readonly snapshots = new ListSnapshots();
  readonly fields: FieldManager;

  constructor(
    readonly store: Store,
    readonly resources: Resources,
    readonly admission: AdmissionChain,
    readonly decoder: BodyDecoder,
  ) {
    this.fields = new FieldManager(resources, () => decoder.objectMeta());
  }

  find(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): Entry | undefined {
    return this.store
      .collection(resource.storageKey)
      .get(objectKey(resource.namespaced ? namespace : undefined, name));
  }

  /**
   * The stored entry of an object.
   *
   * @throws {@link StatusError} 404
   */
  entry(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): Entry {
    const entry = this.find(resource, namespace, name);
    if (!entry) {
      throw notFound(resource, name);
    }
    return entry;
  }

  /**
   * An object in the version of the resource it is asked for by.
   *
   * @throws {@link StatusError} 404
   */
  get(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): KubeObject {
    return this.present(resource, this.entry(resource, namespace, name).object);
  }

  list(resource: Resource, namespace?: string): Entry[] {
    return this.store
      .collection(resource.storageKey)
      .list(namespace && resource.namespaced ? `${namespace}/` : '');
  }

  /** A stored object as one version of its resource shows it. */
  present(resource: Resource, stored: KubeObject): KubeObject {
    if (resource.fromStorage) {
      return resource.fromStorage(stored);
    }
    return {
      ...stored,
      apiVersion: groupVersion(resource.group, resource.version),
      kind: resource.kind,
    };
  }

  /** Creates an object. */
  create(
    resource: Resource,
    namespace: string | undefined,
    object: KubeObject,
    options: WriteOptions,
  ): KubeObject {
    return createObject(this, resource, namespace, object, options);
  }

  /** Changes an object. */
  update(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    transform: Transform,
    options: UpdateOptions,
  ): KubeObject {
    return updateObject(this, resource, namespace, name, transform, options);
  }

  /** Deletes an object, or marks it as being deleted. */
  delete(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    deleteOptions: DeleteOptions,
    options: WriteOptions,
  ): DeleteResult {
    return deleteObject(
      this,
      resource,
      namespace,
      name,
      deleteOptions,
      options,
    );
  }
}
