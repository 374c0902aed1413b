import { VirtualMachine } from '../kinds';

/** Set on a machine of strategy RerunOnFailure that was stopped by hand. */
export const STOPPED_ANNOTATION = 'sandbox.kube-dc.com/stopped';

/** The run strategy, whichever of the two ways the machine states it. */
export function runStrategyOf(machine: VirtualMachine): string {
  if (machine.spec?.runStrategy) {
    return machine.spec.runStrategy;
  }
  return machine.spec?.running ? 'Always' : 'Halted';
}

/** Whether somebody asked for a start that has not happened yet. */
export function startRequested(machine: VirtualMachine): boolean {
  return Boolean(
    machine.status?.stateChangeRequests?.some(
      ({ action }) => action === 'Start',
    ),
  );
}

/** Whether the machine shall be running by itself or by a request. */
export function wantsToRun(machine: VirtualMachine): boolean {
  if (machine.metadata.deletionTimestamp) {
    return false;
  }
  switch (runStrategyOf(machine)) {
    case 'Always':
      return true;
    case 'RerunOnFailure':
    case 'Once':
      return (
        machine.metadata.annotations?.[STOPPED_ANNOTATION] !== 'true' ||
        startRequested(machine)
      );
    case 'Manual':
      return startRequested(machine);
    default:
      return false;
  }
}
