import { conditionOf } from '../../runtime/objects';
import { badRequest, conflict, SubresourceError } from '../subresourceError';
import {
  INSTANCE,
  VM_NOT_RUNNING,
  hasCondition,
  readInstance,
  requireRunning,
} from '../readMachine';
import { SubresourceHandler } from '../types';

/** Asks the guest to start again. */
export const softReboot: SubresourceHandler = async (
  { key },
  { client, events, guests },
) => {
  const instance = await readInstance(client, key);
  requireRunning(instance, VM_NOT_RUNNING);
  if (conditionOf(instance.status?.conditions, 'Paused')?.status === 'True') {
    throw conflict(INSTANCE, key.name, 'VMI is paused');
  }
  if (
    !hasCondition(instance, 'AgentConnected') &&
    instance.spec?.domain.features?.acpi?.enabled === false
  ) {
    throw conflict(
      INSTANCE,
      key.name,
      'VMI neither have the agent connected nor the ACPI feature enabled',
    );
  }
  await guests.reboot(instance);
  await events.normal(
    instance,
    'SoftRebooted',
    'VirtualMachineInstance soft rebooted',
  );
  return { code: 200 };
};

/** Presses the reset button. */
export const reset: SubresourceHandler = async (
  { key },
  { client, events, guests },
) => {
  const instance = await readInstance(client, key);
  const phase = instance.status?.phase ?? '';
  if (phase !== 'Running' && phase !== 'Scheduled') {
    throw explained(
      phase,
      badRequest(
        `Unable to connect to VirtualMachineInstance because phase is ${phase} instead of Running or Scheduled`,
      ),
    );
  }
  await guests.reboot(instance);
  await events.normal(instance, 'Reset', 'VirtualMachineInstance reset');
  return { code: 200 };
};

function explained(phase: string, refusal: SubresourceError) {
  return badRequest(
    `Failed to reset non-running VMI with phase ${phase}: ${refusal.message}`,
  );
}
