import { VirtualMachineInstance, virtualMachineInstances } from '../../kinds';
import { KubeClient } from '../../runtime/client';
import { decodeBody } from '../decodeBody';
import {
  VMI_NOT_RUNNING,
  VM_NOT_RUNNING,
  hasCondition,
  readInstance,
  requireRunning,
} from '../readMachine';
import { internalError } from '../subresourceError';
import { SubresourceHandler } from '../types';

type FreezeOptions = { unfreezeTimeout: string };

/** Go's notation of a length of time, such as `5m0s`. */
const DURATION = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;

/** A refusal of the host's agent, as it reaches whoever asked. */
const refusedByHost = (message: string) =>
  internalError(
    `unexpected return code 400 (400 Bad Request), message: ${message}`,
  );

function requireAgent(instance: VirtualMachineInstance): void {
  if (!hasCondition(instance, 'AgentConnected')) {
    throw refusedByHost('Guest agent is not connected');
  }
}

async function setFrozen(
  client: KubeClient,
  instance: VirtualMachineInstance,
  isFrozen: boolean,
): Promise<void> {
  await client.patchStatus(virtualMachineInstances, instance, {
    fsFreezeStatus: isFrozen ? 'frozen' : null,
  });
}

/** Halts writes of the guest's file systems, for a snapshot. */
export const freeze: SubresourceHandler = async (
  { key, body },
  { client, guests },
) => {
  const instance = await readInstance(client, key);
  requireRunning(instance, VM_NOT_RUNNING);
  const { unfreezeTimeout } = decodeBody<FreezeOptions>(
    body,
    'FreezeUnfreezeTimeout',
    { unfreezeTimeout: 'string' },
  );
  if (unfreezeTimeout === undefined) {
    throw refusedByHost('Unfreeze timeout in freeze request is not set');
  }
  if (unfreezeTimeout !== '0' && !DURATION.test(unfreezeTimeout)) {
    throw refusedByHost('failed to unmarshal unfreeze timeout');
  }
  requireAgent(instance);
  await setFrozen(client, instance, true);
  guests.unfreezeAfter(instance, secondsOf(unfreezeTimeout));
  return { code: 200 };
};

/** Lets the guest write again. */
export const unfreeze: SubresourceHandler = async (
  { key },
  { client, guests },
) => {
  const instance = await readInstance(client, key);
  requireRunning(instance, VMI_NOT_RUNNING);
  requireAgent(instance);
  guests.unfreezeAfter(instance, 0);
  await setFrozen(client, instance, false);
  return { code: 200 };
};

const UNIT_SECONDS: Record<string, number> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

function secondsOf(duration: string): number {
  let seconds = 0;
  for (const [, value, , unit] of duration.matchAll(
    /(\d+(\.\d+)?)(ns|us|µs|ms|s|m|h)/g,
  )) {
    seconds += Number(value) * UNIT_SECONDS[unit];
  }
  return seconds;
}
