import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A pool of nodes of the platform’s own cluster.
 *
 * @public
 */
export interface MgmtWorkerPool extends KubernetesObject {
  spec?: {
    minNodes?: number;
    maxNodes?: number;
    nodeTemplate?: {
      cpuCores?: number;
      memoryGiB?: number;
      diskGiB?: number;
      rke2Version?: string;
    };
  };
  status?: {
    nodes?: number;
    joining?: number;
    timedOut?: number;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link MgmtWorkerPool}.
 *
 * @public
 */
export const mgmtWorkerPoolType: ResourceType = {
  group: 'k8s.kube-dc.com',
  version: 'v1alpha1',
  resource: 'mgmtworkerpools',
  kind: 'MgmtWorkerPool',
  namespaced: true,
};
