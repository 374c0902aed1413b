/**
 * The part of a Kubernetes object's metadata that the portal reads.
 *
 * @public
 */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  /** RFC 3339. */
  creationTimestamp?: string;
  /** RFC 3339; set while the object waits for its finalizers. */
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

/**
 * Reference from an object to the one that owns it.
 *
 * @public
 */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
}

/**
 * Any Kubernetes object.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/**
 * A condition as found in the status of most kinds.
 *
 * @public
 */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  /** RFC 3339. */
  lastTransitionTime?: string;
}

/**
 * Names a resource type of the Kubernetes API.
 *
 * @public
 */
export interface ResourceType {
  /** API group; empty for the core group. */
  group: string;
  version: string;
  /** Plural name as in URLs and RBAC rules. */
  resource: string;
  kind: string;
  namespaced: boolean;
  /**
   * Paths of fields in which people put secrets, `*` for every item of a list. Whoever keeps objects drops these fields;
   * whoever shows one reads it as the person.
   */
  secretFields?: ReadonlyArray<readonly string[]>;
  /** True where it matters that an object changed, and not what it says: nothing but its metadata is read and kept. */
  metadataOnly?: boolean;
}

/**
 * `apiVersion` of a resource type.
 *
 * @public
 */
export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>) {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/**
 * One stable string for a resource type: `{resource}.{group}`, or `{resource}` in the core group.
 *
 * @public
 */
export function resourceKeyOf(type: Pick<ResourceType, 'group' | 'resource'>) {
  return type.group ? `${type.resource}.${type.group}` : type.resource;
}

/**
 * Finds a condition by its type; lists of conditions are not ordered.
 *
 * @public
 */
export function findCondition(
  conditions: Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}
