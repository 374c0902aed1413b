import { VirtualMachineInstance, dataVolumes } from '../kinds';
import { Cache } from '../runtime/controller';
import { persistentVolumeClaims } from '../runtime/resources';
import { Condition } from '../runtime/types';
import { PersistentVolumeClaim } from './persistentVolumeClaim';

/** Whether an instance could be moved to another host, and why not. */
export function migratableConditions(
  instance: VirtualMachineInstance,
  cache: Cache,
): Condition[] {
  const disks = disksCondition(instance, cache);
  const devices = instance.spec?.domain.devices?.gpus?.length
    ? {
        status: 'False' as const,
        reason: 'HostDeviceNotLiveMigratable',
        message: 'VMI uses a PCI host devices',
      }
    : undefined;
  return [
    { type: 'LiveMigratable', ...(devices ?? disks) },
    { type: 'StorageLiveMigratable', ...disks },
  ];
}

function disksCondition(
  { spec, metadata }: VirtualMachineInstance,
  cache: Cache,
): Omit<Condition, 'type'> {
  const { namespace } = metadata;
  for (const { dataVolume, persistentVolumeClaim } of spec?.volumes ?? []) {
    const name = dataVolume?.name ?? persistentVolumeClaim?.claimName;
    if (name === undefined) {
      continue;
    }
    const claim = cache.get(persistentVolumeClaims, { namespace, name }) as
      | PersistentVolumeClaim
      | undefined;
    const template = cache.get(dataVolumes, { namespace, name })?.spec;
    const modes =
      claim?.spec?.accessModes ??
      (template?.pvc ?? template?.storage)?.accessModes;
    if (!modes?.includes('ReadWriteMany')) {
      return {
        status: 'False',
        reason: 'DisksNotLiveMigratable',
        message: `cannot migrate VMI: PVC ${name} is not shared, live migration requires that all PVCs must be shared (using ReadWriteMany access mode)`,
      };
    }
  }
  return { status: 'True' };
}
