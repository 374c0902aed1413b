import { VirtualMachine, VirtualMachineInstance, dataVolumes } from '../kinds';
import { Cache } from '../runtime/controller';
import { conditionOf, withConditions } from '../runtime/objects';
import { persistentVolumeClaims } from '../runtime/resources';
import { Condition } from '../runtime/types';
import { runStrategyOf, wantsToRun } from './virtualMachineRun';

/** What a machine's volumes let it do. */
export type VolumeState = {
  /** Whether a start is possible as far as volumes go. */
  ready: boolean;
  /** The state in words that the volumes put the machine into, if any. */
  printableStatus?: string;
  message?: string;
};

/** Looks at all volumes of a machine. */
export function volumeState(
  machine: VirtualMachine,
  cache: Cache,
): VolumeState {
  const { namespace } = machine.metadata;
  let state: VolumeState = { ready: true };
  for (const volume of machine.spec?.template.spec.volumes ?? []) {
    const name =
      volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
    if (name === undefined) {
      continue;
    }
    const data = cache.get(dataVolumes, { namespace, name });
    const claim = cache.get(persistentVolumeClaims, { namespace, name });
    if (!data && !claim) {
      return {
        ready: false,
        printableStatus: 'ErrorPvcNotFound',
        message: `PVC ${namespace}/${name} does not exist`,
      };
    }
    if (!data) {
      continue;
    }
    const running = conditionOf(data.status?.conditions, 'Running');
    if (
      data.status?.phase === 'Failed' ||
      (running?.status === 'False' && running.reason === 'Error')
    ) {
      return {
        ready: false,
        printableStatus: 'DataVolumeError',
        message: `DataVolume ${namespace}/${name} importer has stopped running due to an error: ${
          running?.message ?? ''
        }`,
      };
    }
    if (data.status?.phase !== 'Succeeded') {
      const isIdle =
        data.status?.phase === 'PendingPopulation' ||
        data.status?.phase === 'WaitForFirstConsumer';
      if (!isIdle || wantsToRun(machine)) {
        state = {
          ready: false,
          printableStatus: isIdle ? 'WaitingForVolumeBinding' : 'Provisioning',
          message: `DataVolume ${namespace}/${name} is not ready`,
        };
      }
    }
  }
  return state;
}

/** Whether a machine in this state comes to another one by itself. */
export function isOnItsWay(printableStatus: string): boolean {
  return ['Provisioning', 'Starting', 'WaitingForVolumeBinding'].includes(
    printableStatus,
  );
}

/** The status of a machine, from its instance and its volumes. */
export function statusOf(
  machine: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
  volumes: VolumeState | undefined,
  now: Date,
): { printableStatus: string } & Record<string, unknown> {
  const ready = conditionOf(instance?.status?.conditions, 'Ready');
  const paused = conditionOf(instance?.status?.conditions, 'Paused');
  const isPaused = paused?.status === 'True';
  const changes: Condition[] = [
    instance
      ? {
          type: 'Ready',
          status: ready?.status ?? 'False',
          reason: ready?.reason ?? 'GuestNotRunning',
          message: ready?.message ?? 'Guest VM is not reported as running',
        }
      : {
          type: 'Ready',
          status: 'False',
          reason: 'VMINotExists',
          message: volumes?.message ?? 'VMI does not exist',
        },
    ...(isPaused ? [paused] : []),
  ];
  const conditions = withConditions(
    (machine.status?.conditions ?? []).filter(
      ({ type }) => isPaused || type !== 'Paused',
    ),
    changes,
    now,
  );
  return {
    printableStatus: printableStatusOf(machine, instance, volumes, isPaused),
    ready: ready?.status === 'True',
    created: Boolean(instance),
    runStrategy: runStrategyOf(machine),
    desiredGeneration: machine.metadata.generation,
    observedGeneration: machine.metadata.generation,
    conditions,
  };
}

function isMigrating({ status }: VirtualMachineInstance): boolean {
  const state = status?.migrationState;
  return Boolean(state?.startTimestamp && !state.endTimestamp);
}

function printableStatusOf(
  machine: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
  volumes: VolumeState | undefined,
  isPaused: boolean,
): string {
  if (machine.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  if (!instance) {
    if (volumes?.printableStatus) {
      return volumes.printableStatus;
    }
    if (!wantsToRun(machine)) {
      return 'Stopped';
    }
    return machine.status?.startFailure ? 'CrashLoopBackOff' : 'Starting';
  }
  const phase = instance.status?.phase;
  if (phase === 'Failed') {
    return 'CrashLoopBackOff';
  }
  if (instance.metadata.deletionTimestamp) {
    return machine.status?.startFailure ? 'CrashLoopBackOff' : 'Stopping';
  }
  if (phase === 'Running') {
    if (isPaused) {
      return 'Paused';
    }
    return isMigrating(instance) ? 'Migrating' : 'Running';
  }
  if (phase === 'Succeeded') {
    return 'Stopped';
  }
  const scheduled = conditionOf(instance.status?.conditions, 'PodScheduled');
  return scheduled?.status === 'False' && scheduled.reason === 'Unschedulable'
    ? 'ErrorUnschedulable'
    : 'Starting';
}
