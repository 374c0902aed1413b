import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';

type Bucket = Map<string, Set<KubernetesObject>>;

/** Finds objects by owner and by label. A label is indexed from the first time somebody asks for it. */
export class ObjectIndex {
  readonly #owners: Bucket = new Map();
  readonly #labels = new Map<string, Bucket>();

  add(object: KubernetesObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      put(this.#owners, uid, object);
    }
    for (const [label, bucket] of this.#labels) {
      const value = object.metadata.labels?.[label];
      if (value !== undefined) {
        put(bucket, value, object);
      }
    }
  }

  remove(object: KubernetesObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      drop(this.#owners, uid, object);
    }
    for (const [label, bucket] of this.#labels) {
      const value = object.metadata.labels?.[label];
      if (value !== undefined) {
        drop(bucket, value, object);
      }
    }
  }

  ownedBy(uid: string): KubernetesObject[] {
    return [...(this.#owners.get(uid) ?? [])];
  }

  /**
   * @param all - gives the objects that were added before the label was asked for.
   */
  labelled(
    label: string,
    value: string,
    all: () => KubernetesObject[],
  ): KubernetesObject[] {
    let bucket = this.#labels.get(label);
    if (!bucket) {
      bucket = new Map();
      for (const object of all()) {
        const present = object.metadata.labels?.[label];
        if (present !== undefined) {
          put(bucket, present, object);
        }
      }
      this.#labels.set(label, bucket);
    }
    return [...(bucket.get(value) ?? [])];
  }
}

function put(bucket: Bucket, key: string, object: KubernetesObject): void {
  const objects = bucket.get(key);
  if (objects) {
    objects.add(object);
  } else {
    bucket.set(key, new Set([object]));
  }
}

function drop(bucket: Bucket, key: string, object: KubernetesObject): void {
  const objects = bucket.get(key);
  objects?.delete(object);
  if (!objects?.size) {
    bucket.delete(key);
  }
}
