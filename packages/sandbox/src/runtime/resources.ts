import { KubeObject, Resource } from './types';

/** Describes a kind that the API serves. */
export function resource<T extends KubeObject = KubeObject>(
  group: string,
  version: string,
  kind: string,
  options: {
    plural?: string;
    namespaced?: boolean;
    statusSubresource?: boolean;
  } = {},
): Resource<T> {
  return {
    group,
    version,
    kind,
    plural: options.plural ?? `${kind.toLowerCase()}s`,
    namespaced: options.namespaced ?? true,
    statusSubresource: options.statusSubresource ?? true,
  };
}

const rbac = 'rbac.authorization.k8s.io';

export const namespaces = resource('', 'v1', 'Namespace', {
  namespaced: false,
});
export const nodes = resource('', 'v1', 'Node', { namespaced: false });
export const pods = resource('', 'v1', 'Pod');
export const secrets = resource('', 'v1', 'Secret');
export const configMaps = resource('', 'v1', 'ConfigMap');
export const services = resource('', 'v1', 'Service');
export const serviceAccounts = resource('', 'v1', 'ServiceAccount');
export const events = resource('', 'v1', 'Event');
export const limitRanges = resource('', 'v1', 'LimitRange');
export const resourceQuotas = resource('', 'v1', 'ResourceQuota');
export const persistentVolumeClaims = resource(
  '',
  'v1',
  'PersistentVolumeClaim',
);
export const validatingAdmissionPolicies = resource(
  'admissionregistration.k8s.io',
  'v1',
  'ValidatingAdmissionPolicy',
  { plural: 'validatingadmissionpolicies', namespaced: false },
);
export const validatingAdmissionPolicyBindings = resource(
  'admissionregistration.k8s.io',
  'v1',
  'ValidatingAdmissionPolicyBinding',
  { namespaced: false, statusSubresource: false },
);
export const storageClasses = resource('storage.k8s.io', 'v1', 'StorageClass', {
  plural: 'storageclasses',
  namespaced: false,
});
export const roles = resource(rbac, 'v1', 'Role');
export const roleBindings = resource(rbac, 'v1', 'RoleBinding');
export const clusterRoles = resource(rbac, 'v1', 'ClusterRole', {
  namespaced: false,
});
export const clusterRoleBindings = resource(rbac, 'v1', 'ClusterRoleBinding', {
  namespaced: false,
});
export const customResourceDefinitionResource = resource(
  'apiextensions.k8s.io',
  'v1',
  'CustomResourceDefinition',
  { namespaced: false },
);
export const apiServices = resource(
  'apiregistration.k8s.io',
  'v1',
  'APIService',
  { namespaced: false },
);
export const hierarchicalResourceQuotas = resource(
  'hnc.x-k8s.io',
  'v1alpha2',
  'HierarchicalResourceQuota',
  { statusSubresource: false },
);
export const networkAttachmentDefinitions = resource(
  'k8s.cni.cncf.io',
  'v1',
  'NetworkAttachmentDefinition',
  { plural: 'network-attachment-definitions', statusSubresource: false },
);
