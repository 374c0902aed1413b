import { GuestFacts } from './facts';

/** A line that a guest writes, and so many seconds after its start. */
export type TimedLine = [seconds: number, text: string];

const kernel = (seconds: number, text: string): TimedLine => [
  seconds,
  `[${seconds.toFixed(6).padStart(12)}] ${text}`,
];

const ok = (seconds: number, text: string): TimedLine => [
  seconds,
  `[\x1b[0;32m  OK  \x1b[0m] ${text}`,
];

/** What a guest writes while it comes up. */
export function bootMessages(facts: GuestFacts): TimedLine[] {
  const { os, disks, interfaces, memoryBytes, cores, hostname } = facts;
  const root = disks.find(({ use }) => use === 'root');
  const kib = Math.floor(memoryBytes / 1024);
  return [
    kernel(0, `Linux version ${os.kernelRelease} (${os.kernelVersion})`),
    kernel(
      0.000001,
      'Command line: root=LABEL=rootfs ro console=tty1 console=ttyS0',
    ),
    kernel(0.01, 'Hypervisor detected: KVM'),
    kernel(0.12, `Memory: ${kib - 98_304}K/${kib}K available`),
    kernel(0.2, `smp: Brought up 1 node, ${cores} CPU${cores > 1 ? 's' : ''}`),
    ...disks.map(({ device, bytes, bus }) =>
      kernel(
        0.9,
        `${bus === 'virtio' ? 'virtio_blk' : 'sd'}: [${device}] ${Math.floor(
          bytes / 512,
        )} 512-byte logical blocks`,
      ),
    ),
    ...(root
      ? [kernel(1.4, `EXT4-fs (${root.device}1): mounted filesystem ro`)]
      : []),
    kernel(1.9, 'systemd[1]: Detected virtualization kvm.'),
    kernel(1.95, `systemd[1]: Hostname set to <${hostname}>.`),
    ok(2.6, 'Reached target \x1b[0;1;39mLocal File Systems\x1b[0m.'),
    ...interfaces.map(
      ({ name, address, mac }): TimedLine => [
        4,
        `cloud-init[612]: ci-info: ${name} up ${
          address ?? 'no address'
        } ${mac}`,
      ],
    ),
    ok(5, 'Reached target \x1b[0;1;39mNetwork is Online\x1b[0m.'),
    ok(6, 'Started \x1b[0;1;39mOpenBSD Secure Shell server\x1b[0m.'),
    ok(7, 'Started \x1b[0;1;39mQEMU Guest Agent\x1b[0m.'),
    ok(7.5, 'Reached target \x1b[0;1;39mMulti-User System\x1b[0m.'),
  ];
}

/** What a guest writes while it goes down. */
export function shutdownMessages(how: 'Reboot' | 'Power-Off'): string[] {
  return [
    '',
    '[\x1b[0;32m  OK  \x1b[0m] Stopped \x1b[0;1;39mQEMU Guest Agent\x1b[0m.',
    '[\x1b[0;32m  OK  \x1b[0m] Unmounted \x1b[0;1;39m/boot/efi\x1b[0m.',
    `[\x1b[0;32m  OK  \x1b[0m] Reached target \x1b[0;1;39mSystem ${how}\x1b[0m.`,
    how === 'Reboot' ? 'reboot: Restarting system' : 'reboot: Power down',
  ];
}
