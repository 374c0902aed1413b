import { virtualMachineInstances, virtualMachines } from '../../kinds';
import { decodeBody, isDryRun } from '../decodeBody';
import {
  INSTANCE,
  MACHINE,
  VMI_NOT_RUNNING,
  VM_NOT_RUNNING,
  hasCondition,
  readInstance,
  requireRunning,
} from '../readMachine';
import { conflict, forbidden } from '../subresourceError';
import { SubresourceHandler } from '../types';
import { pauseInstance } from './pauseInstance';

type PauseOptions = { dryRun: string[] };

/** Stops the processors of an instance. */
export const pause: SubresourceHandler = async (
  { key, body },
  { client, events, guests },
) => {
  const options = decodeBody<PauseOptions>(body, 'PauseOptions', {
    dryRun: '[]string',
  });
  const instance = await readInstance(client, key);
  requireRunning(instance, VM_NOT_RUNNING);
  const probe = instance.spec?.livenessProbe;
  if (probe && !probe.guestAgentPing) {
    throw forbidden(
      INSTANCE,
      key.name,
      'Pausing VMIs with a non-GuestAgentPing LivenessProbe is not supported',
    );
  }
  if (hasCondition(instance, 'Paused')) {
    throw conflict(INSTANCE, key.name, 'VMI is already paused');
  }
  if (!isDryRun(options)) {
    guests.observe(await pauseInstance(client, instance));
    await events.normal(instance, 'Paused', 'VirtualMachineInstance paused');
  }
  return { code: 200 };
};

/** Lets the processors of an instance go on. */
export const unpause: SubresourceHandler = async (
  { key, body },
  { client, events, guests },
) => {
  const machine = await client.get(virtualMachines, key);
  if (machine?.status?.snapshotInProgress) {
    throw conflict(MACHINE, key.name, 'VM snapshot is in progress');
  }
  const options = decodeBody<PauseOptions>(body, 'UnpauseOptions', {
    dryRun: '[]string',
  });
  const instance = await readInstance(client, key);
  requireRunning(instance, VMI_NOT_RUNNING);
  if (!hasCondition(instance, 'Paused')) {
    throw conflict(INSTANCE, key.name, 'VMI is not paused');
  }
  if (!isDryRun(options)) {
    const running = await client.patchStatus(
      virtualMachineInstances,
      instance,
      {
        conditions: instance.status?.conditions?.filter(
          ({ type }) => type !== 'Paused',
        ),
      },
    );
    guests.observe(running);
    await events.normal(
      instance,
      'Unpaused',
      'VirtualMachineInstance unpaused',
    );
  }
  return { code: 200 };
};
