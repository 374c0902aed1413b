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
