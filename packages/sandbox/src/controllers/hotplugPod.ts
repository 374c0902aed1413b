import { VirtualMachineInstance } from '../kinds';
import { Context } from '../runtime/controller';
import { ApiError } from '../runtime/errors';
import { ownerOf, timestamp } from '../runtime/objects';
import { pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';

const RESOURCES = { cpu: '100m', memory: '80M' };

/**
 * Makes the pod that brings a volume to the host of a running instance.
 *
 * @returns why it was refused, if it was
 */
export async function createAttachmentPod(
  instance: VirtualMachineInstance,
  launcher: KubeObject,
  claimName: string,
  { client, clock }: Context,
): Promise<KubeObject | string> {
  try {
    const pod = await client.create(pods, {
      metadata: {
        generateName: 'hp-volume-',
        namespace: instance.metadata.namespace,
        labels: { 'kubevirt.io': 'hotplug-disk' },
        annotations: {
          'kubevirt.io/ownerVMIName': instance.metadata.name,
          'kubevirt.io/ownerVMIUID': `${instance.metadata.uid}`,
        },
        // Lists carry no kind; the owner is a pod in any case.
        ownerReferences: [
          ownerOf({ ...launcher, apiVersion: 'v1', kind: 'Pod' }),
        ],
      },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'hotplug-disk',
            image: 'quay.io/kubevirt/virt-launcher:v1.8.0',
            command: ['/usr/bin/container-disk'],
            resources: { requests: RESOURCES, limits: RESOURCES },
          },
        ],
        volumes: [
          { name: 'hotplug-disk', persistentVolumeClaim: { claimName } },
        ],
      },
    });
    await client.patchStatus(pods, pod, {
      phase: 'Running',
      startTime: timestamp(clock.now()),
      conditions: [{ type: 'Ready', status: 'True' }],
    });
    return pod;
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) {
      return `Error creating attachment pod: ${error.message}`;
    }
    throw error;
  }
}
