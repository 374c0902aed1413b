import { listOf, numberOf, textOf } from '../../kubernetes';
import type { KdcCluster, WorkerPoolStatus } from './type';

/**
 * A worker pool, desired and observed.
 *
 * @public
 */
export interface WorkerPoolState {
  name: string;
  desired: number;
  /** Workers that are ready and not about to go. */
  ready: number;
  phase?: string;
  /** Why it cannot grow, in the platform's word; absent when it can. */
  limitedBy?: string;
}

/**
 * All worker pools of a cluster, in the order of its spec.
 *
 * @public
 */
export function workerPoolsOf(cluster: KdcCluster): WorkerPoolState[] {
  const observed = new Map<string | undefined, WorkerPoolStatus>(
    listOf(cluster.status?.workerPools).map(pool => [textOf(pool.name), pool]),
  );
  return listOf(cluster.spec?.workers).map((pool, index) => {
    const name = textOf(pool.name) ?? `pool ${index + 1}`;
    const status = observed.get(name);
    return {
      name,
      desired: numberOf(pool.replicas) ?? numberOf(status?.replicas) ?? 0,
      ready: Math.max(
        0,
        (numberOf(status?.readyReplicas) ?? 0) -
          (numberOf(status?.deletingReplicas) ?? 0),
      ),
      phase: textOf(status?.phase),
      limitedBy: textOf(status?.autoscaling?.limitedBy),
    };
  });
}
