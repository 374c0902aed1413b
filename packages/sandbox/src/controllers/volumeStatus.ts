import { MachineVolume, VirtualMachineInstance, VolumeStatus } from '../kinds';
import { Cache } from '../runtime/controller';
import { persistentVolumeClaims } from '../runtime/resources';
import { PersistentVolumeClaim } from './persistentVolumeClaim';

/** The claim behind a volume, if it has one. */
export function claimNameOf(volume: MachineVolume): string | undefined {
  return volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
}

/** Whether a volume is plugged in while the machine runs. */
export function isHotpluggable(volume: MachineVolume | undefined): boolean {
  return Boolean(
    volume?.dataVolume?.hotpluggable ??
      volume?.persistentVolumeClaim?.hotpluggable,
  );
}

/** What an instance tells of a claim behind one of its volumes. */
export function claimInfoOf({
  metadata,
  spec,
}: PersistentVolumeClaim): VolumeStatus['persistentVolumeClaimInfo'] {
  const storage = spec?.resources?.requests?.storage;
  return {
    claimName: metadata.name,
    accessModes: spec?.accessModes ?? ['ReadWriteOnce'],
    volumeMode: spec?.volumeMode ?? 'Filesystem',
    ...(storage ? { capacity: { storage }, requests: { storage } } : {}),
  };
}

/** The volumes that an instance starts with. */
export function initialVolumeStatus(
  { spec, metadata }: VirtualMachineInstance,
  cache: Cache,
): VolumeStatus[] {
  return (spec?.volumes ?? [])
    .filter(volume => !isHotpluggable(volume))
    .map((volume, index) => {
      const name = claimNameOf(volume);
      const claim =
        name === undefined
          ? undefined
          : cache.get(persistentVolumeClaims, {
              namespace: metadata.namespace,
              name,
            });
      return {
        name: volume.name,
        target: `vd${String.fromCharCode(97 + index)}`,
        ...(claim
          ? {
              persistentVolumeClaimInfo: claimInfoOf(
                claim as PersistentVolumeClaim,
              ),
            }
          : {}),
      };
    });
}

/** The first device that is free on the bus of a disk. */
export function nextTarget(
  { spec, status }: VirtualMachineInstance,
  name: string,
): string {
  const disk = spec?.domain.devices?.disks?.find(entry => entry.name === name);
  const prefix = disk?.disk?.bus === 'virtio' ? 'vd' : 'sd';
  const taken = new Set(status?.volumeStatus?.map(({ target }) => target));
  for (let letter = 97; letter < 123; letter++) {
    const target = `${prefix}${String.fromCharCode(letter)}`;
    if (!taken.has(target)) {
      return target;
    }
  }
  return '';
}
