import { filesystemsOf } from '../filesystems';
import { Command } from './types';

const UNITS = ['K', 'M', 'G', 'T'];

/** A number of bytes as `df -h` writes it. */
function humanSize(bytes: number): string {
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const text = value < 10 ? value.toFixed(1) : String(Math.round(value));
  return `${text.replace(/\.0$/, '')}${UNITS[unit]}`;
}

/** Commands that tell about disks. */
export const diskCommands: Record<string, Command> = {
  df: {
    summary: 'space in the file systems (-h: in larger units)',
    run: (args, { host }) => {
      const isHuman = args.includes('-h');
      const size = (bytes: number) =>
        isHuman ? humanSize(bytes) : String(Math.round(bytes / 1024));
      const rows = filesystemsOf(host.facts).map(entry => [
        `/dev/${entry.device}`,
        size(entry.totalBytes),
        size(entry.usedBytes),
        size(entry.totalBytes - entry.usedBytes),
        `${Math.round((entry.usedBytes / entry.totalBytes) * 100)}%`,
        entry.mountPoint,
      ]);
      const header = [
        'Filesystem',
        isHuman ? 'Size' : '1K-blocks',
        'Used',
        isHuman ? 'Avail' : 'Available',
        'Use%',
        'Mounted on',
      ];
      return {
        output: [header, ...rows]
          .map(
            ([name, total, used, free, share, point]) =>
              `${name.padEnd(15)}${total.padStart(10)}${used.padStart(
                10,
              )}${free.padStart(10)} ${share.padStart(4)} ${point}`,
          )
          .join('\n'),
      };
    },
  },
  lsblk: {
    summary: 'disks',
    run: (_args, { host }) => ({
      output: [
        'NAME    SIZE TYPE MOUNTPOINTS',
        ...host.facts.disks.flatMap(({ device, bytes, use }) => [
          `${device.padEnd(6)}${humanSize(bytes).padStart(6)} disk`,
          ...(use === 'root'
            ? [`└─${device}1 ${humanSize(bytes).padStart(5)} part /`]
            : []),
        ]),
      ].join('\n'),
    }),
  },
};
