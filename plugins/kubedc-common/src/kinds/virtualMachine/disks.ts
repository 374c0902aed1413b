import type { RelatedObjects } from '../types';
import { annotationOf, listOf, textOf } from '../../kubernetes';
import { dataVolumeType, type DataVolume } from '../supporting';
import { OS_IMAGE_ANNOTATION, type VirtualMachine } from './type';

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

/**
 * Progress of a disk's import in whole percent.
 *
 * @returns undefined when the platform does not tell.
 * @public
 */
export function importPercentOf(volume: DataVolume): number | undefined {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(
    textOf(volume.status?.progress) ?? '',
  );
  return match ? Math.min(100, Math.floor(Number(match[1]))) : undefined;
}

/**
 * What is imported, in a word: the image's title where the portal made the disk, else the last part of the source's
 * address.
 *
 * @public
 */
export function importSourceOf(volume: DataVolume): string | undefined {
  const title = annotationOf(volume, OS_IMAGE_ANNOTATION);
  if (title) {
    return title;
  }
  const source = volume.spec?.source;
  const address = textOf(source?.http?.url) ?? textOf(source?.registry?.url);
  const last = address?.split(/[?#]/)[0].split('/').filter(Boolean).pop();
  return last?.replace(/@.*$/, '');
}
