import type { ResourceType } from '../../kubernetes';

/**
 * Namespaces; a project’s backing namespace carries its name in an annotation.
 *
 * @public
 */
export const namespaceType: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
};

/**
 * Events of the core group.
 *
 * @public
 */
export const eventType: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'events',
  kind: 'Event',
  namespaced: true,
};

/**
 * Pods.
 *
 * @public
 */
export const podType: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'pods',
  kind: 'Pod',
  namespaced: true,
};

/**
 * Bindings of roles; they tell who may see a namespace.
 *
 * @public
 */
export const roleBindingType: ResourceType = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  resource: 'rolebindings',
  kind: 'RoleBinding',
  namespaced: true,
};

/**
 * Bindings of roles that hold in all namespaces.
 *
 * @public
 */
export const clusterRoleBindingType: ResourceType = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  resource: 'clusterrolebindings',
  kind: 'ClusterRoleBinding',
  namespaced: false,
};

/**
 * Roles of a namespace; when one changes, what its bindings give has changed. What a role gives is asked of the API
 * server, and on a large platform there are thousands of them.
 *
 * @public
 */
export const roleType: ResourceType = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  resource: 'roles',
  kind: 'Role',
  namespaced: true,
  metadataOnly: true,
};

/**
 * Roles that bindings of all namespaces may name.
 *
 * @public
 */
export const clusterRoleType: ResourceType = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  resource: 'clusterroles',
  kind: 'ClusterRole',
  namespaced: false,
  metadataOnly: true,
};

/**
 * Classes of volumes.
 *
 * @public
 */
export const storageClassType: ResourceType = {
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'storageclasses',
  kind: 'StorageClass',
  namespaced: false,
};
