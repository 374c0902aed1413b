import { VirtualMachineInstance, virtualMachineInstances } from '../../kinds';
import { KubeClient } from '../../runtime/client';
import { withConditions } from '../../runtime/objects';

/** Stops the processors of a running instance. */
export async function pauseInstance(
  client: KubeClient,
  instance: VirtualMachineInstance,
): Promise<VirtualMachineInstance> {
  return client.patchStatus(virtualMachineInstances, instance, {
    conditions: withConditions(
      instance.status?.conditions,
      [
        {
          type: 'Paused',
          status: 'True',
          reason: 'PausedByUser',
          message: 'VMI was paused by user',
        },
      ],
      new Date(),
    ),
  });
}
