import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * The etcd of managed clusters.
 *
 * @public
 */
export interface ClusterDatastore extends KubernetesObject {
  spec?: { service?: { port?: number } };
  status?: { phase?: string };
}

/**
 * Resource type of {@link ClusterDatastore}.
 *
 * @public
 */
export const clusterDatastoreType: ResourceType = {
  group: 'k8s.kube-dc.com',
  version: 'v1alpha1',
  resource: 'kdcclusterdatastores',
  kind: 'KdcClusterDatastore',
  namespaced: true,
};
