import { GuestOsInfo, guestOsOf } from '../controllers/guestOs';
import { coresOf } from '../controllers/launcherPod';
import { MachineSpec, VirtualMachineInstance } from '../kinds';
import { parseQuantity } from '../runtime/quantity';

/** A disk as the guest sees it. */
export type GuestDisk = {
  /** Such as `vda`. */
  device: string;
  bus: string;
  serial?: string;
  bytes: number;
  use: 'root' | 'cloud-init' | 'data';
};

/** What a guest knows of itself. */
export type GuestFacts = {
  hostname: string;
  namespace: string;
  os: GuestOsInfo;
  /** Who may sign in. */
  users: string[];
  cores: number;
  memoryBytes: number;
  interfaces: { name: string; mac: string; address?: string }[];
  disks: GuestDisk[];
};

const CLOUD_INIT_BYTES = 366 * 1024;
const DEFAULT_DISK_BYTES = 10 * 2 ** 30;

/** Reads the facts off an instance. */
export function factsOf(
  instance: VirtualMachineInstance,
  os: GuestOsInfo | undefined,
): GuestFacts {
  const { spec, status, metadata } = instance;
  const reported = status?.guestOSInfo?.id
    ? (status.guestOSInfo as GuestOsInfo)
    : undefined;
  return {
    hostname: spec?.hostname ?? metadata.name,
    namespace: metadata.namespace ?? '',
    os: reported ?? os ?? guestOsOf(''),
    users: [...usersOf(spec), 'root'],
    cores: coresOf(spec),
    memoryBytes: parseQuantity(spec?.domain.memory?.guest ?? '1Gi'),
    interfaces: (status?.interfaces ?? []).map((entry, index) => ({
      name: `enp${index + 1}s0`,
      mac: entry.mac ?? '',
      address: entry.ipAddress,
    })),
    disks: disksOf(instance),
  };
}

function disksOf({ spec, status }: VirtualMachineInstance): GuestDisk[] {
  let hasRoot = false;
  return (status?.volumeStatus ?? []).flatMap(entry => {
    const volume = spec?.volumes?.find(({ name }) => name === entry.name);
    if (!volume || !entry.target) {
      return [];
    }
    const disk = spec?.domain.devices?.disks?.find(
      ({ name }) => name === entry.name,
    );
    const size =
      entry.persistentVolumeClaimInfo?.capacity?.storage ??
      entry.persistentVolumeClaimInfo?.requests?.storage;
    const isCloudInit = volume.cloudInitNoCloud !== undefined;
    const disksUse = hasRoot ? 'data' : 'root';
    const use = isCloudInit ? 'cloud-init' : disksUse;
    hasRoot ||= use === 'root';
    return [
      {
        device: entry.target,
        bus: disk?.disk?.bus ?? 'virtio',
        serial: disk?.serial,
        bytes: isCloudInit
          ? CLOUD_INIT_BYTES
          : (size && parseQuantity(size)) || DEFAULT_DISK_BYTES,
        use,
      } satisfies GuestDisk,
    ];
  });
}

/** The people that the machine's spec puts into the guest. */
function usersOf(spec: MachineSpec | undefined): string[] {
  const injected = (spec?.accessCredentials ?? []).flatMap(entry => {
    const { sshPublicKey } = entry as {
      sshPublicKey?: {
        propagationMethod?: { qemuGuestAgent?: { users?: string[] } };
      };
    };
    return sshPublicKey?.propagationMethod?.qemuGuestAgent?.users ?? [];
  });
  const userData =
    spec?.volumes?.find(({ cloudInitNoCloud }) => cloudInitNoCloud)
      ?.cloudInitNoCloud?.userData ?? '';
  const named = [...userData.matchAll(/^(?:user|\s*-\s*name):\s*(\S+)\s*$/gm)];
  return [...new Set([...injected, ...named.map(([, name]) => name)])].filter(
    name => name !== 'root',
  );
}
