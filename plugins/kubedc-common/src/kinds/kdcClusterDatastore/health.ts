import { firstFalse, phaseHealth, wordsOf, type Health } from '../../health';
import { numberOf } from '../../kubernetes';
import type { ClusterDatastore } from './type';

/**
 * Health of a datastore, from its phase.
 */
export function kdcClusterDatastoreHealth(datastore: ClusterDatastore): Health {
  const { status } = datastore;
  const no = firstFalse(status?.conditions, ['Ready']);
  return phaseHealth(datastore, status?.phase, {
    Ready: { state: 'ok', label: 'Ready', reason: 'All members are ready' },
    Pending: {
      state: 'progressing',
      label: 'Pending',
      reason: 'Accepted, waiting for its turn',
    },
    Provisioning: {
      state: 'progressing',
      label: 'Provisioning',
      reason: 'Its members are being made',
    },
    Degraded: {
      state: 'warning',
      label: 'Degraded',
      reason: wordsOf(no, `Members: ${membersOf(status)}`),
    },
    Failed: {
      state: 'error',
      label: 'Failed',
      reason: wordsOf(no, 'The platform gives no reason and tries again'),
    },
    Blocked: {
      state: 'error',
      label: 'Blocked',
      reason: wordsOf(
        no,
        'Its settings are invalid; somebody must change them',
      ),
    },
  });
}

/** Ready and expected members, for example `3 of 3 ready`. */
export function membersOf(status: ClusterDatastore['status']): string {
  const etcd = status?.etcd;
  return `${numberOf(etcd?.readyReplicas) ?? 0} of ${
    numberOf(etcd?.replicas) ?? '?'
  } ready`;
}
