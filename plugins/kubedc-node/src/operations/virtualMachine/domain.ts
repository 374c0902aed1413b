import type { OsImageEntry } from './images';

/** What Windows wants from the hypervisor. */
const HYPERV = {
  frequencies: {},
  relaxed: {},
  reset: {},
  runtime: {},
  spinlocks: { spinlocks: 8191 },
  synic: {},
  vapic: {},
  vpindex: {},
};

/** Whether an image's guest wants the hypervisor to look like Microsoft's. */
export function isWindowsLike(entry: OsImageEntry): boolean {
  return entry.features.includes('hyperv');
}

/**
 * The hardware of a virtual machine: its size, and what its image's firmware and features ask for.
 */
export function domainOf(
  size: { cpu: number; memory: string },
  entry: OsImageEntry,
): Record<string, unknown> {
  return {
    cpu: {
      cores: size.cpu,
      ...(isWindowsLike(entry) ? { model: 'host-model' } : {}),
    },
    memory: { guest: size.memory },
    machine: { type: entry.machineType },
    ...(entry.image.firmware === 'efi'
      ? {
          firmware: {
            bootloader: { efi: { persistent: true, secureBoot: false } },
          },
        }
      : {}),
    features: featuresOf(entry.features),
    devices: {
      ...(entry.features.includes('tpm') ? { tpm: { persistent: true } } : {}),
      interfaces: [{ name: 'vpc_net_0', bridge: {} }],
      disks: ['root-volume', 'cloudinitdisk'].map(name => ({
        name,
        disk: { bus: 'virtio' },
      })),
    },
  };
}

function featuresOf(features: readonly string[]): Record<string, unknown> {
  return {
    acpi: {},
    ...(features.includes('apic') ? { apic: {} } : {}),
    ...(features.includes('smm') ? { smm: { enabled: true } } : {}),
    ...(features.includes('hyperv') ? { hyperv: HYPERV } : {}),
  };
}
