import { wordsOf, type Health } from '../../health';
import { conditionOf, listOf, textOf, timeOf } from '../../kubernetes';
import type { VirtualMachineInstance } from '../supporting';
import type { VirtualMachine } from './type';

/** How long a guest may take from power-on to its agent's first answer before that is worth a look. */
const BOOT_MINUTES = 15;

/**
 * Health of a virtual machine that runs: whether its guest answers and whether something waits for a person.
 */
export function runningHealth(
  vm: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
): Health {
  const since = runningSince(instance);
  const recovery = conditionOf(vm.status, 'ManualRecoveryRequired');
  if (recovery?.status === 'True') {
    return {
      state: 'error',
      label: 'Recovery needed',
      reason: wordsOf(recovery, 'It needs to be recovered by hand'),
      since: timeOf(recovery.lastTransitionTime),
      source: recovery.type,
    };
  }
  if (!answers(vm, instance)) {
    return silent(vm, since);
  }
  const restart = conditionOf(vm.status, 'RestartRequired');
  if (restart?.status === 'True') {
    return {
      state: 'warning',
      label: 'Restart needed',
      reason: 'Runs with its old settings until it is restarted',
      since: timeOf(restart.lastTransitionTime),
      source: restart.type,
    };
  }
  return {
    state: 'ok',
    label: 'Running',
    reason: 'Running and its guest answers',
    since,
    source: 'Ready',
  };
}

/**
 * Since when the machine runs, RFC 3339.
 */
export function runningSince(
  instance: VirtualMachineInstance | undefined,
): string | undefined {
  const running = listOf(instance?.status?.phaseTransitionTimestamps).find(
    transition => transition.phase === 'Running',
  );
  return timeOf(running?.phaseTransitionTimestamp);
}

function answers(
  vm: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
): boolean {
  const ready =
    conditionOf(vm.status, 'Ready') ?? conditionOf(instance?.status, 'Ready');
  return ready ? ready.status === 'True' : vm.status?.ready === true;
}

function silent(vm: VirtualMachine, since: string | undefined): Health {
  const ready = conditionOf(vm.status, 'Ready');
  const lost = timeOf(ready?.lastTransitionTime);
  const minutesUp = since ? (Date.now() - Date.parse(since)) / 60_000 : 0;
  if (minutesUp <= BOOT_MINUTES) {
    return {
      state: 'progressing',
      label: 'Booting',
      reason: 'Waiting for the guest agent to answer',
      since,
      source: 'Ready',
    };
  }
  const answeredOnce =
    since !== undefined &&
    lost !== undefined &&
    Date.parse(lost) - Date.parse(since) > 60_000;
  return {
    state: 'warning',
    label: 'No answer',
    reason: answeredOnce
      ? 'Runs, but its guest agent stopped answering'
      : 'Runs, but its guest agent never answered; is it installed?',
    since: answeredOnce ? lost : since,
    source: textOf(ready?.type) ?? 'ready',
  };
}
