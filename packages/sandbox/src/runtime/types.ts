/** The metadata that every Kubernetes object has. */
export type ObjectMeta = {
  name: string;
  namespace?: string;
  generateName?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
};

/** Who an object belongs to and is garbage collected with. */
export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

/** A condition of a status. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  lastProbeTime?: string | null;
};

/** Any Kubernetes object; its kind decides what is in it. */
export type KubeObject<
  TSpec = Record<string, unknown>,
  TStatus = Record<string, unknown>,
> = {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: TSpec;
  status?: TStatus;
  data?: Record<string, string>;
  [field: string]: unknown;
};

/** A kind as the API serves it. */
export type Resource<T extends KubeObject = KubeObject> = {
  group: string;
  version: string;
  plural: string;
  kind: string;
  namespaced: boolean;
  /** Whether status is written through a subresource. */
  statusSubresource: boolean;
  /** Carries the type only. */
  readonly __type?: T;
};

/** Namespace and name of an object; cluster-scoped ones have no namespace. */
export type ObjectKey = { namespace?: string; name: string };

/** `group/version` as objects carry it. */
export function apiVersionOf(resource: Resource): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

/** The key of an object in a store or queue. */
export function keyOf(key: ObjectKey): string {
  return key.namespace ? `${key.namespace}/${key.name}` : key.name;
}

/** The opposite of {@link keyOf}. */
export function parseKey(key: string): ObjectKey {
  const slash = key.indexOf('/');
  return slash < 0
    ? { name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
