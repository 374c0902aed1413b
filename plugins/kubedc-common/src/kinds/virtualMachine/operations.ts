import { z } from 'zod/v3';
import { textOf, type KubernetesObject } from '../../kubernetes';
import { defineOperation } from '../../operations/define';
import { connectableOutput, positiveQuantity } from '../../operations/fields';
import {
  existingObjectInput,
  newObjectInput,
  objectOutput,
  subdomainName,
} from '../../operations/schemas';
import type { Availability } from '../../operations/types';
import { operationPermission } from '../../permissions/permissions';
import { conditionOf } from '../../kubernetes';
import { dataVolumeNamesOf } from './disks';
import type { VirtualMachine } from './type';

const kind = 'virtualMachine';

/** States in which there is nothing to stop; also what cannot start can be told to give up. */
const OFF: readonly string[] = ['Stopped', 'Stopping', 'Terminating'];

/**
 * Makes a virtual machine with its disk: `vm:create`.
 *
 * @public
 */
export const virtualMachineCreate = defineOperation({
  id: 'vm:create',
  kind,
  title: 'Create virtual machine',
  description:
    'Makes a disk from an OS image and a virtual machine that boots from it, in the network of the project.',
  target: 'new',
  input: newObjectInput.extend({
    image: z
      .string()
      .min(1, 'Choose an image')
      .describe('Id of an offered OS image, for example ubuntu-24.04-lts'),
    cpu: z
      .number()
      .int('Use whole cores')
      .min(1, 'Use at least 1 core')
      .max(256, 'Use at most 256 cores')
      .default(2)
      .describe('Cores'),
    memory: positiveQuantity.default('4Gi').describe('Memory, for example 4Gi'),
    diskSize: positiveQuantity
      .default('20Gi')
      .describe('Size of the root disk, at least what the image needs'),
    storageClass: subdomainName
      .optional()
      .describe('Storage class of the root disk; default the platform’s'),
    sshKeySecret: subdomainName
      .default('authorized-keys-default')
      .describe('Secret with the public keys that may sign in'),
    userData: z
      .string()
      .trim()
      .min(1, 'Leave it out to use what the image brings')
      .max(2048, 'KubeVirt takes at most 2,048 characters of inline user data')
      .optional()
      .describe('cloud-init user data instead of the image’s own'),
    start: z
      .boolean()
      .default(true)
      .describe('Start it once its disk is ready'),
  }),
  output: connectableOutput,
  access: [
    {
      verb: 'create',
      group: 'cdi.kubevirt.io',
      resource: 'datavolumes',
      in: 'project',
    },
    {
      verb: 'create',
      group: 'kubevirt.io',
      resource: 'virtualmachines',
      in: 'project',
    },
  ],
  permission: operationPermission('vm:create', 'create'),
  destructive: false,
  confirm: 'none',
  deadlineSeconds: 1800,
  // cloud-init user data may set passwords.
  secretFields: ['userData'],
});

const power = (action: 'start' | 'stop' | 'restart') => ({
  kind,
  target: 'existing' as const,
  output: objectOutput,
  access: [
    {
      verb: 'update',
      group: 'subresources.kubevirt.io',
      resource: 'virtualmachines',
      subresource: action,
      in: 'project' as const,
    },
  ],
  permission: operationPermission(`vm:${action}`, 'update'),
  destructive: false,
});

/**
 * Starts a virtual machine: `vm:start`.
 *
 * @public
 */
export const virtualMachineStart = defineOperation({
  ...power('start'),
  id: 'vm:start',
  title: 'Start',
  description: 'Starts a stopped virtual machine.',
  input: existingObjectInput,
  confirm: 'none',
  availability: object => {
    const status = statusOf(object);
    if (status === 'Stopped') {
      return { available: true, suggested: true };
    }
    return { available: false, reason: 'It is not stopped' };
  },
  deadlineSeconds: 600,
});

/**
 * Shuts a virtual machine down: `vm:stop`.
 *
 * @public
 */
export const virtualMachineStop = defineOperation({
  ...power('stop'),
  id: 'vm:stop',
  title: 'Stop',
  description: 'Shuts a virtual machine down; its disks stay.',
  input: existingObjectInput.extend({
    force: z
      .boolean()
      .default(false)
      .describe('Switch off at once instead of shutting the guest down'),
  }),
  confirm: 'once',
  consequences: () => ['What runs in it ends; its disks and addresses stay.'],
  availability: object => {
    const status = statusOf(object);
    return status === undefined || OFF.includes(status)
      ? { available: false, reason: 'It is not running' }
      : { available: true };
  },
  deadlineSeconds: 600,
});

/**
 * Restarts a virtual machine: `vm:restart`.
 *
 * @public
 */
export const virtualMachineRestart = defineOperation({
  ...power('restart'),
  id: 'vm:restart',
  title: 'Restart',
  description: 'Shuts a virtual machine down and starts it again.',
  input: existingObjectInput.extend({
    force: z
      .boolean()
      .default(false)
      .describe('Switch off at once instead of shutting the guest down'),
  }),
  confirm: 'once',
  consequences: () => ['What runs in it is interrupted for a moment.'],
  availability: object => {
    const restart = conditionOf(
      (object as VirtualMachine).status,
      'RestartRequired',
    );
    const availability = whileOn(object);
    return availability.available && restart?.status === 'True'
      ? { available: true, suggested: true }
      : availability;
  },
  deadlineSeconds: 900,
});

/**
 * Deletes a virtual machine, and its disks where asked to: `vm:delete`.
 *
 * @public
 */
export const virtualMachineDelete = defineOperation({
  id: 'vm:delete',
  kind,
  title: 'Delete',
  description:
    'Deletes a virtual machine. Its disks stay unless they are to be deleted too.',
  target: 'existing',
  input: existingObjectInput.extend({
    deleteDisks: z
      .boolean()
      .default(false)
      .describe('Also delete its disks and all data on them'),
  }),
  output: objectOutput,
  access: [
    {
      verb: 'delete',
      group: 'kubevirt.io',
      resource: 'virtualmachines',
      in: 'project',
    },
    {
      verb: 'delete',
      group: 'cdi.kubevirt.io',
      resource: 'datavolumes',
      in: 'project',
      when: { field: 'deleteDisks', equals: true },
    },
  ],
  permission: operationPermission('vm:delete', 'delete'),
  destructive: true,
  confirm: 'name',
  consequences: object => {
    const disks = dataVolumeNamesOf(object as VirtualMachine);
    return [
      'The virtual machine and what runs in it are gone.',
      ...(disks.length
        ? [`Disks stay unless you delete them too: ${disks.join(', ')}.`]
        : []),
      'External addresses and services that point at it stay.',
    ];
  },
  deadlineSeconds: 600,
});

/** In the order in which a menu shows them. */
export const virtualMachineOperations = [
  virtualMachineCreate,
  virtualMachineStart,
  virtualMachineStop,
  virtualMachineRestart,
  virtualMachineDelete,
] as const;

function statusOf(object: KubernetesObject): string | undefined {
  return textOf((object as VirtualMachine).status?.printableStatus);
}

function whileOn(object: KubernetesObject): Availability {
  const status = statusOf(object);
  return status === 'Running' || status === 'Paused' || status === 'Starting'
    ? { available: true }
    : { available: false, reason: 'It is not running' };
}
