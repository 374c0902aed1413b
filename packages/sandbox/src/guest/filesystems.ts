import { GuestFacts } from './facts';

/** A mounted file system. */
export type Filesystem = {
  device: string;
  disk?: { bus: string; serial?: string };
  mountPoint: string;
  type: string;
  usedBytes: number;
  totalBytes: number;
};

const MIB = 2 ** 20;
const SYSTEM_BYTES = 1_900 * MIB;

/** The file systems on a guest's disks. Only the root disk has been formatted. */
export function filesystemsOf({ disks, os }: GuestFacts): Filesystem[] {
  const root = disks.find(({ use }) => use === 'root');
  if (!root) {
    return [];
  }
  const disk = { bus: root.bus, serial: root.serial };
  if (os.id === 'mswindows') {
    return [
      {
        device: 'Harddisk0',
        disk,
        mountPoint: 'C:\\',
        type: 'NTFS',
        usedBytes: Math.min(24 * 1024 * MIB, Math.round(root.bytes * 0.6)),
        totalBytes: root.bytes - 900 * MIB,
      },
    ];
  }
  return [
    {
      device: `${root.device}1`,
      disk,
      mountPoint: '/',
      type: 'ext4',
      usedBytes: Math.min(SYSTEM_BYTES, Math.round(root.bytes * 0.6)),
      totalBytes: Math.round(root.bytes * 0.97),
    },
    {
      device: `${root.device}15`,
      disk,
      mountPoint: '/boot/efi',
      type: 'vfat',
      usedBytes: 6 * MIB,
      totalBytes: 104 * MIB,
    },
  ];
}
