import {
  dataVolumeNamesOf,
  dataVolumesOf,
  dataVolumeType,
  virtualMachineDelete,
  virtualMachineKind,
  virtualMachineType,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import { deleteRequest, requireObject, settleGone } from '../common';
import { FieldError } from '../engine/FieldError';
import type { OperationContext, OperationRunner } from '../types';

/**
 * Deletes a virtual machine, and its disks where asked to.
 */
export const deleteVirtualMachine: OperationRunner<
  typeof virtualMachineDelete
> = {
  declaration: virtualMachineDelete,
  namespaces: input => ({ project: input.namespace }),
  async plan(input, context) {
    const vm = requireObject(virtualMachineKind, input, context);
    const disks = input.deleteDisks ? disksOf(vm, context) : [];
    return [
      deleteRequest(
        virtualMachineType,
        input,
        `Delete virtual machine ${input.name}`,
      ),
      ...disks.map(name =>
        deleteRequest(
          dataVolumeType,
          { namespace: input.namespace, name },
          `Delete disk ${name}`,
        ),
      ),
    ];
  },
  async settled(input, context, run) {
    return settleGone(virtualMachineKind, input, context, run.startedAt);
  },
};

/** @throws a FieldError naming `deleteDisks` when another machine uses one of them. */
function disksOf(vm: VirtualMachine, context: OperationContext): string[] {
  const disks = dataVolumesOf(vm, context.mirror).map(
    disk => disk.metadata.name,
  );
  const others = context.mirror
    .list<VirtualMachine>(virtualMachineType, vm.metadata.namespace)
    .filter(other => other.metadata.name !== vm.metadata.name);
  for (const disk of disks) {
    const user = others.find(other => dataVolumeNamesOf(other).includes(disk));
    if (user) {
      throw new FieldError(
        'deleteDisks',
        `Disk ${disk} is also used by virtual machine ${user.metadata.name}`,
      );
    }
  }
  return disks;
}
