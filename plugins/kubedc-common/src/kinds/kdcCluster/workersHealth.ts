import type { Health } from '../../health';
import type { KdcCluster } from './type';
import { workerPoolsOf } from './workers';

const LIMITS: Record<string, string> = {
  Quota: 'the quota is used up',
  Placement: 'no host has room',
};

/**
 * What stands against a cluster's workers.
 *
 * @returns undefined when all pools have the workers they should have.
 */
export function workersHealth(cluster: KdcCluster): Health | undefined {
  const pools = workerPoolsOf(cluster);
  const failed = pools.find(pool => pool.phase === 'Failed');
  if (failed) {
    return {
      state: 'error',
      label: 'Workers failed',
      reason: `Worker pool ${failed.name} failed, ${failed.ready} of ${failed.desired} workers are ready`,
      source: 'workerPools',
    };
  }
  const short = pools.filter(pool => pool.ready < pool.desired);
  const blocked = short.find(
    pool => pool.limitedBy && Object.hasOwn(LIMITS, pool.limitedBy),
  );
  if (blocked?.limitedBy) {
    return {
      state: 'warning',
      label: 'Workers missing',
      reason: `Worker pool ${blocked.name} has ${blocked.ready} of ${
        blocked.desired
      } workers: ${LIMITS[blocked.limitedBy]}`,
      source: 'workerPools',
    };
  }
  if (short.length > 0) {
    return {
      state: 'progressing',
      label: 'Workers joining',
      reason: short
        .map(
          pool =>
            `${pool.ready} of ${pool.desired} workers are ready in ${pool.name}`,
        )
        .join(', '),
      source: 'workerPools',
    };
  }
  return undefined;
}
