import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A managed Kubernetes cluster.
 *
 * @public
 */
export interface KdcCluster extends KubernetesObject {
  spec?: {
    version?: string;
    controlPlane?: { replicas?: number };
    dataStore?: {
      dedicated?: boolean;
      name?: string;
      namespace?: string;
      port?: number;
    };
    encryption?: { etcd?: { enabled?: boolean; keyRef?: string } };
    network?: { serviceCIDR?: string; podCIDR?: string };
    workers?: WorkerPool[];
  };
  status?: {
    phase?: string;
    controlPlaneReady?: boolean;
    controlPlane?: { version?: string };
    endpoint?: string;
    dataStoreName?: string;
    encryption?: { resolvedKeyRef?: string };
    /** RFC 3339. */
    latestBackupTime?: string;
    conditions?: Condition[];
    workerPools?: WorkerPoolStatus[];
  };
}

/**
 * A desired worker pool.
 *
 * @public
 */
export interface WorkerPool {
  name?: string;
  replicas?: number;
  cpuCores?: number;
  memory?: string;
  diskSize?: string;
  image?: string;
}

/**
 * A worker pool as observed.
 *
 * @public
 */
export interface WorkerPoolStatus {
  name?: string;
  phase?: string;
  replicas?: number;
  readyReplicas?: number;
  deletingReplicas?: number;
  autoscaling?: { limitedBy?: string };
}

/**
 * Resource type of {@link KdcCluster}.
 *
 * @public
 */
export const kdcClusterType: ResourceType = {
  group: 'k8s.kube-dc.com',
  version: 'v1alpha1',
  resource: 'kdcclusters',
  kind: 'KdcCluster',
  namespaced: true,
};

/**
 * Annotations of clusters that start something or tell how far it is.
 *
 * @public
 */
export const CLUSTER_ANNOTATIONS = {
  exposeRoute: 'k8s.kube-dc.com/expose-route',
  restoreState: 'kube-dc.com/restore-state',
} as const;
