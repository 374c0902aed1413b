import { VirtualMachineInstance, dataVolumes } from '../kinds';
import { Cache } from '../runtime/controller';

/** What the guest agent reports of an operating system. */
export type GuestOsInfo = {
  id: string;
  name: string;
  prettyName: string;
  version: string;
  versionId: string;
  kernelRelease: string;
  kernelVersion: string;
  machine: string;
};

const KNOWN: [
  pattern: RegExp,
  id: string,
  name: string,
  version: string,
  kernel: string,
][] = [
  [/ubuntu\/26|resolute/, 'ubuntu', 'Ubuntu', '26.04', '7.0.0-14-generic'],
  [/ubuntu|noble/, 'ubuntu', 'Ubuntu', '24.04', '6.8.0-63-generic'],
  [/centos/i, 'centos', 'CentOS Stream', '9', '5.14.0-601.el9.x86_64'],
  [/cirros/, 'cirros', 'CirrOS', '0.5.2', '5.3.0-26-generic'],
  [
    /debian.*1?2|bookworm/,
    'debian',
    'Debian GNU/Linux',
    '12',
    '6.1.0-37-amd64',
  ],
  [/debian|trixie/, 'debian', 'Debian GNU/Linux', '13', '6.12.38+deb13-amd64'],
  [/fedora/i, 'fedora', 'Fedora Linux', '42', '6.15.4-200.fc42.x86_64'],
  [/suse/i, 'opensuse-leap', 'openSUSE Leap', '15.6', '6.4.0-150600.23.60'],
  [/alpine/i, 'alpine', 'Alpine Linux', '3.21', '6.12.31-0-virt'],
  [/gentoo/i, 'gentoo', 'Gentoo', '2.17', '6.12.31-gentoo-dist'],
  [/windows/i, 'mswindows', 'Microsoft Windows', '11', '26100'],
];

/** What the guest of an image reports, told by where the image comes from. */
export function guestOsOf(source: string): GuestOsInfo {
  const found = KNOWN.find(([pattern]) => pattern.test(source));
  const [, id, name, version, kernel] = found ?? [
    undefined,
    'linux',
    'Linux',
    '',
    '6.8.0',
  ];
  return {
    id,
    name,
    prettyName: `${name} ${version}`.trim(),
    version,
    versionId: version,
    kernelRelease: kernel,
    kernelVersion: '#1 SMP PREEMPT_DYNAMIC',
    machine: 'x86_64',
  };
}

/** What the guest of an instance reports, told by what it boots from. */
export function guestOsOfInstance(
  { spec, metadata }: VirtualMachineInstance,
  cache: Cache,
): GuestOsInfo {
  const root = spec?.volumes?.find(
    ({ dataVolume, containerDisk }) => dataVolume || containerDisk,
  );
  const source = cache.get(dataVolumes, {
    namespace: metadata.namespace,
    name: root?.dataVolume?.name ?? '',
  })?.spec?.source;
  return guestOsOf(
    source?.http?.url ??
      source?.registry?.url ??
      root?.containerDisk?.image ??
      '',
  );
}
