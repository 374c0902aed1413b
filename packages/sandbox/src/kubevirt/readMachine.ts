import {
  VirtualMachine,
  VirtualMachineInstance,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { KubeClient } from '../runtime/client';
import { isConflict } from '../runtime/errors';
import { conditionOf } from '../runtime/objects';
import { ObjectKey } from '../runtime/types';
import { conflict, internalError, notFound } from './subresourceError';

/** What refusals call a machine and an instance. */
export const MACHINE = 'virtualmachine';
export const INSTANCE = 'virtualmachineinstance';

export const VM_NOT_RUNNING = 'VM is not running';
export const VMI_NOT_RUNNING = 'VMI is not running';

const ATTEMPTS = 4;

/** @throws SubresourceError 404 */
export async function readMachine(
  client: KubeClient,
  key: ObjectKey,
): Promise<VirtualMachine> {
  const machine = await client.get(virtualMachines, key);
  if (!machine) {
    throw notFound(MACHINE, key.name);
  }
  return machine;
}

/** @throws SubresourceError 404 */
export async function readInstance(
  client: KubeClient,
  key: ObjectKey,
): Promise<VirtualMachineInstance> {
  const instance = await client.get(virtualMachineInstances, key);
  if (!instance) {
    throw notFound(INSTANCE, key.name);
  }
  return instance;
}

/** Whether an instance has ended, well or not. */
export function isFinal(instance: VirtualMachineInstance): boolean {
  const phase = instance.status?.phase;
  return phase === 'Failed' || phase === 'Succeeded';
}

export function isRunning(instance: VirtualMachineInstance): boolean {
  return instance.status?.phase === 'Running';
}

/** Whether an instance has a condition, whatever its status. */
export function hasCondition(
  instance: VirtualMachineInstance,
  type: string,
): boolean {
  return conditionOf(instance.status?.conditions, type) !== undefined;
}

/** @throws SubresourceError 409 in KubeVirt's words for an instance that is off */
export function requireRunning(
  instance: VirtualMachineInstance,
  message: string,
): void {
  if (!isRunning(instance)) {
    throw conflict(INSTANCE, instance.metadata.name, message);
  }
}

/**
 * Reads, decides and writes again as long as others write in between.
 *
 * @throws SubresourceError for whatever the API server refuses
 */
export async function withRetries<T>(task: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) {
        throw isConflict(error)
          ? internalError((error as Error).message)
          : error;
      }
    }
  }
}
