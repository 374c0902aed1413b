import {
  acceptedHealth,
  deletingHealth,
  splitWords,
  unknownHealth,
  wordsOf,
  type Health,
} from '../../health';
import {
  annotationOf,
  conditionOf,
  textOf,
  timeOf,
  type Condition,
} from '../../kubernetes';
import { CLUSTER_ANNOTATIONS, type KdcCluster } from './type';
import { workersHealth } from './workersHealth';

const TRANSITIONS: Record<string, [label: string, sentence: string]> = {
  Pending: ['Pending', 'Accepted, waiting for its turn'],
  WaitingForService: [
    'Waiting for address',
    'Waiting for the address of its API server',
  ],
  Provisioning: [
    'Provisioning',
    'Its control plane and workers are being made',
  ],
};

/**
 * Health of a managed cluster, from its phase, conditions and worker pools.
 */
export function kdcClusterHealth(cluster: KdcCluster): Health {
  const deleting = deletingHealth(cluster);
  if (deleting) {
    return deleting;
  }
  const failed = restoreFailure(cluster);
  if (failed) {
    return failed;
  }
  const restoring = annotationOf(cluster, CLUSTER_ANNOTATIONS.restoreState);
  if (restoring && restoring !== 'Succeeded' && restoring !== 'Failed') {
    return {
      state: 'progressing',
      label: 'Restoring',
      reason: `Restoring from a backup: ${splitWords(
        restoring,
      )?.toLowerCase()}`,
      source: CLUSTER_ANNOTATIONS.restoreState,
    };
  }
  return phaseHealth(cluster);
}

function phaseHealth(cluster: KdcCluster): Health {
  const raw: unknown = cluster.status?.phase;
  const phase = textOf(raw);
  if (raw === undefined || raw === null || raw === '') {
    return acceptedHealth(cluster);
  }
  if (phase === 'Ready') {
    return readyHealth(cluster);
  }
  if (phase && Object.hasOwn(TRANSITIONS, phase)) {
    const [label, reason] = TRANSITIONS[phase];
    const upgrading =
      phase === 'Provisioning' && cluster.status?.controlPlaneReady === true;
    return upgrading
      ? {
          state: 'progressing',
          label: 'Updating',
          reason: 'Its API server runs; workers or versions are being changed',
          source: 'phase',
        }
      : { state: 'progressing', label, reason, source: 'phase' };
  }
  // The platform writes failures into the phase as free text.
  if (phase && /fail|error/i.test(phase)) {
    return {
      state: 'error',
      label: 'Failed',
      reason: `The platform reports “${phase}”`,
      source: 'phase',
    };
  }
  return unknownHealth(raw, 'phase');
}

function readyHealth(cluster: KdcCluster): Health {
  if (cluster.status?.controlPlaneReady === false) {
    return {
      state: 'error',
      label: 'API down',
      reason: 'Its API server does not answer',
      source: 'controlPlaneReady',
    };
  }
  return (
    workersHealth(cluster) ??
    warning(cluster) ?? {
      state: 'ok',
      label: 'Ready',
      reason: 'Its API server and all workers are ready',
      source: 'phase',
    }
  );
}

function warning(cluster: KdcCluster): Health | undefined {
  const { status } = cluster;
  const misconfigured = conditionOf(status, 'EncryptionConfigError');
  if (misconfigured?.status === 'True') {
    return conditionWarning(
      misconfigured,
      'Not encrypted',
      'Runs without encryption',
    );
  }
  const encryption = conditionOf(status, 'EncryptionAvailable');
  if (encryption?.status === 'False') {
    return conditionWarning(
      encryption,
      'Encryption down',
      'Encryption at rest does not work',
    );
  }
  const backup = conditionOf(status, 'BackupReady');
  if (backup?.status === 'False') {
    return conditionWarning(backup, 'No backup', 'Backups do not work');
  }
  return undefined;
}

function conditionWarning(
  condition: Condition,
  label: string,
  sentence: string,
): Health {
  const words = wordsOf(condition, '');
  return {
    state: 'warning',
    label,
    reason: words ? `${sentence}: ${words}` : sentence,
    since: timeOf(condition.lastTransitionTime),
    source: condition.type,
  };
}

function restoreFailure(cluster: KdcCluster): Health | undefined {
  const restore = conditionOf(cluster.status, 'RestoreReady');
  if (restore?.status !== 'False' || restore.reason !== 'Failed') {
    return undefined;
  }
  return {
    state: 'error',
    label: 'Restore failed',
    reason: wordsOf(restore, 'The restore failed'),
    since: timeOf(restore.lastTransitionTime),
    source: restore.type,
  };
}
