import {
  acceptedHealth,
  deletingHealth,
  unknownHealth,
  wordsOf,
  type Health,
} from '../../health';
import { conditionOf, textOf, timeOf } from '../../kubernetes';
import type { RelatedObjects } from '../types';
import {
  virtualMachineInstanceType,
  type VirtualMachineInstance,
} from '../supporting';
import { diskFailure, diskProgress } from './diskHealth';
import { dataVolumesOf } from './disks';
import { runningHealth } from './runningHealth';
import type { VirtualMachine } from './type';

/** Label and sentence of the states in which the platform gave up or keeps failing. */
const FAILURES: Record<string, [label: string, sentence: string]> = {
  ErrorUnschedulable: ['No room', 'No node has room for it'],
  ErrImagePull: ['Image missing', 'The image cannot be pulled'],
  ImagePullBackOff: ['Image missing', 'The image cannot be pulled'],
  ErrorPvcNotFound: ['Disk missing', 'A disk it uses does not exist'],
  DataVolumeError: ['Disk failed', 'A disk could not be made'],
  CrashLoopBackOff: ['Crashing', 'It stops again right after each start'],
};

/** What the platform calls a lack of nodes, though no node is asked. */
const QUOTA: [label: string, sentence: string] = [
  'Quota used up',
  'The quota has no room for it',
];

/** Reasons of conditions that say no more than that the machine does not run. */
const MEANINGLESS = new Set<string | undefined>([
  'VMINotExists',
  'GuestNotRunning',
]);

/** Label and sentence of the states that lead somewhere else. */
const TRANSITIONS: Record<string, [label: string, sentence: string]> = {
  Provisioning: ['Provisioning', 'Its disks are being made'],
  WaitingForVolumeBinding: [
    'Provisioning',
    'Waiting for its disks to be placed on a node',
  ],
  Starting: ['Starting', 'Starting'],
  Stopping: ['Stopping', 'Shutting down'],
  Terminating: ['Deleting', 'Being deleted, the platform is cleaning up'],
  Migrating: ['Migrating', 'Moving to another node'],
  WaitingForReceiver: ['Migrating', 'Waiting for the receiving node'],
};

/**
 * Health of a virtual machine, from its own status, its disks and its running instance.
 */
export function virtualMachineHealth(
  vm: VirtualMachine,
  related: RelatedObjects,
): Health {
  const deleting = deletingHealth(vm);
  if (deleting) {
    return deleting;
  }
  const status = textOf(vm.status?.printableStatus);
  const failed = failure(vm, status, related);
  if (failed) {
    return failed;
  }
  if (vm.status?.printableStatus === undefined || !vm.status.printableStatus) {
    return acceptedHealth(vm);
  }
  if (status === undefined) {
    return unknownHealth(vm.status.printableStatus, 'printableStatus');
  }
  const since = timeOf(conditionOf(vm.status, 'Ready')?.lastTransitionTime);
  if (status === 'Running') {
    return runningHealth(vm, instanceOf(vm, related));
  }
  if (status === 'Stopped') {
    return importing(vm, related) ?? stopped('Stopped', 'Stopped', since);
  }
  if (status === 'Paused') {
    return stopped('Paused', 'Paused, it keeps its memory and node', since);
  }
  if (Object.hasOwn(TRANSITIONS, status)) {
    return transition(vm, status, related, since);
  }
  return unknownHealth(status, 'printableStatus');
}

function failure(
  vm: VirtualMachine,
  status: string | undefined,
  related: RelatedObjects,
): Health | undefined {
  const disk = dataVolumesOf(vm, related)
    .map(diskFailure)
    .find(health => health !== undefined);
  if (disk && status !== 'Running') {
    return disk;
  }
  if (status && Object.hasOwn(FAILURES, status)) {
    return statedFailure(vm, status, related);
  }
  const failing = conditionOf(vm.status, 'Failure');
  if (failing?.status === 'True') {
    return {
      state: 'error',
      label: 'Failed',
      reason: wordsOf(failing, 'The platform reports a failure'),
      since: timeOf(failing.lastTransitionTime),
      source: 'Failure',
    };
  }
  return undefined;
}

/** A failure that the machine's printable status names, with the most telling words the platform has for it. */
function statedFailure(
  vm: VirtualMachine,
  status: string,
  related: RelatedObjects,
): Health {
  const instance = instanceOf(vm, related)?.status;
  const condition = [
    conditionOf(vm.status, 'Failure'),
    conditionOf(vm.status, 'Ready'),
    conditionOf(instance, 'PodScheduled'),
    conditionOf(instance, 'Synchronized'),
  ].find(
    candidate =>
      textOf(candidate?.message) && !MEANINGLESS.has(candidate?.reason),
  );
  const words = wordsOf(condition && { message: condition.message }, '');
  const [label, sentence] = /exceeded quota/.test(words)
    ? QUOTA
    : FAILURES[status];
  return {
    state: 'error',
    label,
    reason: words ? `${sentence}: ${words}` : sentence,
    since: timeOf(condition?.lastTransitionTime),
    source: 'printableStatus',
  };
}

function transition(
  vm: VirtualMachine,
  status: string,
  related: RelatedObjects,
  since: string | undefined,
): Health {
  if (status === 'Provisioning' || status === 'WaitingForVolumeBinding') {
    const disk = importing(vm, related);
    if (disk) {
      return disk;
    }
  }
  const [label, reason] = TRANSITIONS[status];
  return {
    state: 'progressing',
    label,
    reason,
    since,
    source: 'printableStatus',
  };
}

function importing(
  vm: VirtualMachine,
  related: RelatedObjects,
): Health | undefined {
  return dataVolumesOf(vm, related)
    .map(diskProgress)
    .find(health => health !== undefined);
}

function stopped(label: string, reason: string, since?: string): Health {
  return { state: 'stopped', label, reason, since, source: 'printableStatus' };
}

function instanceOf(vm: VirtualMachine, related: RelatedObjects) {
  return related.get<VirtualMachineInstance>(
    virtualMachineInstanceType,
    vm.metadata.namespace,
    vm.metadata.name,
  );
}
