import type { KindDefinition } from '../types';
import { dataVolumeType } from '../dataVolume/type';
import { floatingIpType } from '../fip/type';
import { virtualMachineInstanceType } from '../supporting';
import {
  summarizeVirtualMachine,
  virtualMachineFacts,
  virtualMachineKeywords,
} from './facts';
import { virtualMachineHealth } from './health';
import { virtualMachineOperations } from './operations';
import { virtualMachineType, type VirtualMachine } from './type';

export * from './type';
export * from './disks';
export * from './operations';

/**
 * Virtual machines of KubeVirt.
 *
 * @public
 */
export const virtualMachineKind: KindDefinition<VirtualMachine> = {
  id: 'virtualMachine',
  type: virtualMachineType,
  scope: 'project',
  title: { singular: 'Virtual machine', plural: 'Virtual machines' },
  path: 'virtual-machines',
  entity: { kind: 'Resource', type: 'virtual-machine', prefix: 'vm' },
  listed: true,
  facts: virtualMachineFacts,
  supporting: [virtualMachineInstanceType, dataVolumeType, floatingIpType],
  health: virtualMachineHealth,
  summarize: summarizeVirtualMachine,
  keywords: virtualMachineKeywords,
  operations: virtualMachineOperations,
};
