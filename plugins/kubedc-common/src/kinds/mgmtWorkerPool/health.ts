import { deletingHealth, wordsOf, type Health } from '../../health';
import { listOf, numberOf } from '../../kubernetes';
import type { MgmtWorkerPool } from './type';

/** Conditions that are bad when they are true, the worst first. */
const TROUBLES = [
  'ProvisioningStuck',
  'QuotaExhausted',
  'DependencyOutage',
  'BelowConfiguredBaseline',
  'SkewBlocked',
  'ImageStale',
];

/**
 * Health of a pool of the platform's own nodes, from its troubles and the nodes that are joining.
 */
export function mgmtWorkerPoolHealth(pool: MgmtWorkerPool): Health {
  const deleting = deletingHealth(pool);
  if (deleting) {
    return deleting;
  }
  const { status } = pool;
  const trouble = TROUBLES.flatMap(type =>
    listOf(status?.conditions).filter(
      condition => condition.type === type && condition.status === 'True',
    ),
  )[0];
  if (trouble) {
    return {
      state: trouble.type === TROUBLES[0] ? 'error' : 'warning',
      label: 'Needs attention',
      reason: wordsOf(trouble, trouble.type),
      source: trouble.type,
    };
  }
  const joining = numberOf(status?.joining) ?? 0;
  return joining > 0
    ? {
        state: 'progressing',
        label: 'Growing',
        reason:
          joining === 1 ? '1 node is joining' : `${joining} nodes are joining`,
        source: 'joining',
      }
    : {
        state: 'ok',
        label: 'Ready',
        reason: `${numberOf(status?.nodes) ?? 0} nodes`,
        source: 'nodes',
      };
}
