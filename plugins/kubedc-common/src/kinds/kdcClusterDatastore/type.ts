import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * The etcd of managed clusters.
 *
 * @public
 */
export interface ClusterDatastore extends KubernetesObject {
  spec?: {
    etcd?: { replicas?: number; version?: string };
    service?: { port?: number };
  };
  status?: {
    phase?: string;
    etcd?: {
      ready?: boolean;
      readyReplicas?: number;
      replicas?: number;
      loadBalancerIP?: string;
    };
    referenceCount?: number;
    conditions?: Condition[];
  };
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
