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

/** Moves an instance to a phase and notes when. */
export async function toPhase(
  instance: VirtualMachineInstance,
  phase: string,
  { client, clock }: Context,
  status: object,
): Promise<void> {
  const earlier = instance.status?.phaseTransitionTimestamps ?? [];
  await client.patchStatus(virtualMachineInstances, instance, {
    ...status,
    phase,
    phaseTransitionTimestamps: earlier.some(entry => entry.phase === phase)
      ? earlier
      : [
          ...earlier,
          { phase, phaseTransitionTimestamp: timestamp(clock.now()) },
        ],
  });
}
