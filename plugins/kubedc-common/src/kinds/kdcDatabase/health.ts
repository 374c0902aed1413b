import {
  acceptedHealth,
  deletingHealth,
  firstFalse,
  unknownHealth,
  wordsOf,
  type Health,
} from '../../health';
import { conditionOf, numberOf, textOf, timeOf } from '../../kubernetes';
import { backupHealth } from './backup';
import type { KdcDatabase } from './type';

const TRANSITIONS: Record<string, [label: string, sentence: string]> = {
  Pending: ['Pending', 'Accepted, waiting for its turn'],
  Provisioning: ['Provisioning', 'Its instances are being made'],
  Upgrading: ['Upgrading', 'Its instances are being changed'],
};

/**
 * Health of a managed database, from its phase, instances, exposure, restore and backups.
 */
export function kdcDatabaseHealth(database: KdcDatabase): Health {
  const deleting = deletingHealth(database);
  if (deleting) {
    return deleting;
  }
  const raw: unknown = database.status?.phase;
  const phase = textOf(raw);
  if (phase === 'Failed') {
    return failedHealth(database);
  }
  const restore = restoreHealth(database);
  if (restore) {
    return restore;
  }
  if (raw === undefined || raw === null || raw === '') {
    return acceptedHealth(database);
  }
  if (phase && Object.hasOwn(TRANSITIONS, phase)) {
    return transition(database, phase);
  }
  if (phase === 'Ready') {
    return (
      instancesHealth(database) ??
      exposureHealth(database) ??
      backupHealth(database) ?? {
        state: 'ok',
        label: 'Ready',
        reason: 'All instances are ready',
        source: 'phase',
      }
    );
  }
  return unknownHealth(raw, 'phase');
}

function failedHealth(database: KdcDatabase): Health {
  const { status } = database;
  const no = firstFalse(status?.conditions, ['Ready', 'RestoreReady']);
  return {
    state: 'error',
    label: 'Failed',
    reason: no
      ? wordsOf(no, 'The platform gives no reason')
      : textOf(status?.restore?.message) ?? 'The platform gives no reason',
    since: timeOf(no?.lastTransitionTime),
    source: no?.type ?? 'phase',
  };
}

function restoreHealth(database: KdcDatabase): Health | undefined {
  const restore = database.status?.restore;
  if (restore?.phase === 'Failed') {
    return {
      state: 'error',
      label: 'Restore failed',
      reason: `The restore failed: ${
        textOf(restore.message) ??
        wordsOf(
          conditionOf(database.status, 'RestoreReady'),
          'the platform gives no reason',
        )
      }`,
      source: 'restore',
    };
  }
  return restore?.phase === 'InProgress'
    ? {
        state: 'progressing',
        label: 'Restoring',
        reason: textOf(restore.message) ?? 'Being restored from a backup',
        source: 'restore',
      }
    : undefined;
}

function transition(database: KdcDatabase, phase: string): Health {
  const [label, sentence] = TRANSITIONS[phase];
  const { ready, total } = instancesOf(database);
  return {
    state: 'progressing',
    label,
    reason:
      phase === 'Provisioning' && ready > 0
        ? `${ready} of ${total} instances are ready`
        : sentence,
    source: 'phase',
  };
}

function instancesHealth(database: KdcDatabase): Health | undefined {
  const { ready, total } = instancesOf(database);
  if (ready >= total) {
    return undefined;
  }
  return {
    state: ready === 0 ? 'error' : 'warning',
    label: ready === 0 ? 'Down' : 'Degraded',
    reason:
      ready === 0
        ? 'None of its instances is ready'
        : `${ready} of ${total} instances are ready`,
    source: 'readyInstances',
  };
}

function exposureHealth(database: KdcDatabase): Health | undefined {
  const type = textOf(database.spec?.expose?.type) ?? 'internal';
  const exposure = conditionOf(database.status, 'ExposureReady');
  if (type === 'internal' || exposure?.status !== 'False') {
    return undefined;
  }
  return {
    state: 'warning',
    label: 'Not exposed',
    reason: `Cannot be reached from outside: ${wordsOf(
      exposure,
      'the platform gives no reason',
    )}`,
    since: timeOf(exposure.lastTransitionTime),
    source: exposure.type,
  };
}

/**
 * Ready and expected instances; the spec counts as long as the platform has not counted.
 */
export function instancesOf(database: KdcDatabase): {
  ready: number;
  total: number;
} {
  const total =
    numberOf(database.status?.instances) ??
    numberOf(database.spec?.replicas) ??
    1;
  return { ready: numberOf(database.status?.readyInstances) ?? 0, total };
}
