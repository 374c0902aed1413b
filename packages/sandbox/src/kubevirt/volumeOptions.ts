import { AddVolumeOptions, MachineVolume, VolumeRequest } from '../kinds';
import { decodeBody } from './decodeBody';
import { badRequest } from './subresourceError';

type RemoveVolumeOptions = NonNullable<VolumeRequest['removeVolumeOptions']>;

/**
 * Reads which volume shall be added.
 *
 * @throws SubresourceError 400
 */
export function parseAddVolume(body: string): AddVolumeOptions {
  const { name, disk, volumeSource, dryRun } = decodeBody<AddVolumeOptions>(
    body,
    'AddVolumeOptions',
    {
      name: 'string',
      disk: 'struct',
      volumeSource: 'struct',
      dryRun: '[]string',
    },
  );
  if (!name) {
    throw badRequest('AddVolumeOptions requires name to be set');
  }
  if (!disk) {
    throw badRequest('AddVolumeOptions requires disk to not be nil');
  }
  if (!volumeSource) {
    throw badRequest('AddVolumeOptions requires VolumeSource to not be nil');
  }
  const { dataVolume, persistentVolumeClaim: claim } = volumeSource;
  return {
    name,
    disk: { ...disk, name },
    volumeSource: {
      ...(dataVolume
        ? { dataVolume: { ...dataVolume, hotpluggable: true } }
        : {}),
      ...(claim && !dataVolume
        ? { persistentVolumeClaim: { ...claim, hotpluggable: true } }
        : {}),
    },
    ...(dryRun ? { dryRun } : {}),
  };
}

/**
 * Reads which volume shall be removed.
 *
 * @throws SubresourceError 400
 */
export function parseRemoveVolume(body: string): RemoveVolumeOptions {
  const { name, dryRun } = decodeBody<RemoveVolumeOptions>(
    body,
    'RemoveVolumeOptions',
    { name: 'string', dryRun: '[]string' },
  );
  if (!name) {
    throw badRequest('RemoveVolumeOptions requires name to be set');
  }
  return { name, ...(dryRun ? { dryRun } : {}) };
}

const sourceOf = (volume: Partial<MachineVolume>): string | undefined =>
  volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;

/** Why the volumes that a machine has do not allow a request, if they do not. */
export function volumeRefusal(
  volumes: MachineVolume[],
  { addVolumeOptions: add, removeVolumeOptions: remove }: VolumeRequest,
): string | undefined {
  if (add) {
    const source = sourceOf(add.volumeSource);
    for (const volume of volumes) {
      if (volume.name === add.name) {
        return `Unable to add volume [${add.name}] because volume with that name already exists`;
      }
      if (source !== undefined && sourceOf(volume) === source) {
        return `Unable to add volume source [${source}] because it already exists`;
      }
    }
    return undefined;
  }
  const name = remove?.name ?? '';
  const found = volumes.find(
    volume => volume.name === name || sourceOf(volume) === name,
  );
  if (!found) {
    return `Unable to remove volume [${name}] because it does not exist`;
  }
  return found.dataVolume?.hotpluggable ||
    found.persistentVolumeClaim?.hotpluggable
    ? undefined
    : `Unable to remove volume [${found.name}] because it is not hotpluggable`;
}
