import type { RelatedObjects } from '../types';
import { listOf, textOf } from '../../kubernetes';
import { dataVolumeType, type DataVolume } from '../dataVolume/type';
import type { VirtualMachine } from './type';

/**
 * Names of the DataVolumes a virtual machine uses, in the order of its volumes.
 *
 * @public
 */
export function dataVolumeNamesOf(vm: VirtualMachine): string[] {
  return listOf(vm.spec?.template?.spec?.volumes).flatMap(
    volume => textOf(volume.dataVolume?.name) ?? [],
  );
}

/**
 * DataVolumes of a virtual machine that exist.
 *
 * @public
 */
export function dataVolumesOf(
  vm: VirtualMachine,
  related: RelatedObjects,
): DataVolume[] {
  return dataVolumeNamesOf(vm).flatMap(
    name =>
      related.get<DataVolume>(dataVolumeType, vm.metadata.namespace, name) ??
      [],
  );
}
