import { VirtualMachineInstance, virtualMachineInstances } from '../kinds';
import { NODE_NAMES } from '../platform/infrastructure';
import { Context } from '../runtime/controller';
import { timestamp } from '../runtime/objects';
import { Condition } from '../runtime/types';

/** How long the steps of an instance's life take. */
export const SECONDS = {
  schedule: 2,
  start: 3,
  boot: 8,
  crash: 5,
  shutdown: 3,
  retry: 15,
};

/** The condition of an instance whose guest does not answer. */
export function notReady(reason: string, message: string): Condition {
  return { type: 'Ready', status: 'False', reason, message };
}

/** Address of a host. */
export function hostIpOf(nodeName: string | undefined): string {
  return `172.16.0.${11 + NODE_NAMES.indexOf(nodeName ?? '')}`;
}

/** Phases that an instance leaves by itself as soon as it can. */
const PASSING = ['Scheduling', 'Scheduled'];

/**
 * Moves an instance to a phase and notes when. While the demo tenants are set
 * up, passing phases are not written but only in the instance returned.
 */
export async function toPhase(
  instance: VirtualMachineInstance,
  phase: string,
  { client, clock }: Context,
  status: object,
): Promise<VirtualMachineInstance> {
  const earlier = instance.status?.phaseTransitionTimestamps ?? [];
  const change = {
    ...status,
    phase,
    phaseTransitionTimestamps: earlier.some(entry => entry.phase === phase)
      ? earlier
      : [
          ...earlier,
          { phase, phaseTransitionTimestamp: timestamp(clock.now()) },
        ],
  };
  return clock.isSeeding && PASSING.includes(phase)
    ? { ...instance, status: { ...instance.status, ...change } }
    : client.patchStatus(virtualMachineInstances, instance, change);
}
