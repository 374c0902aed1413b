import { VirtualMachineInstance } from '../kinds';
import { filesystemsOf as mounted } from './filesystems';
import { Guest } from './guest';

const COMMANDS = [
  'guest-info',
  'guest-ping',
  'guest-get-host-name',
  'guest-get-osinfo',
  'guest-get-timezone',
  'guest-get-users',
  'guest-get-fsinfo',
  'guest-network-get-interfaces',
  'guest-fsfreeze-freeze',
  'guest-fsfreeze-thaw',
  'guest-fsfreeze-status',
  'guest-shutdown',
  'guest-exec',
  'guest-exec-status',
  'guest-ssh-get-authorized-keys',
  'guest-ssh-add-authorized-keys',
];

/** The mounted file systems, as the guest agent lists them. */
export function filesystemsOf({ facts }: Guest): object[] {
  return mounted(facts).map(entry => ({
    diskName: entry.device,
    mountPoint: entry.mountPoint,
    fileSystemType: entry.type,
    usedBytes: entry.usedBytes,
    totalBytes: entry.totalBytes,
    disk: entry.disk
      ? [
          {
            ...(entry.disk.serial ? { serial: entry.disk.serial } : {}),
            busType: entry.disk.bus,
          },
        ]
      : undefined,
  }));
}

/** Who is signed in, as the guest agent lists them. */
export function usersOf(guest: Guest): object[] {
  return guest.sessions().map(({ user, since }) => ({
    userName: user,
    loginTime: since.getTime() / 1000,
  }));
}

/** Everything that the guest agent tells at once. */
export function guestAgentInfo(
  instance: VirtualMachineInstance,
  guest: Guest,
): object {
  const users = usersOf(guest);
  return {
    guestAgentVersion: '8.2.2',
    supportedCommands: COMMANDS.map(name => ({ name, enabled: true })),
    hostname: guest.facts.hostname,
    os: guest.facts.os,
    timezone: 'UTC, 0',
    ...(users.length ? { userList: users } : {}),
    fsInfo: { disks: filesystemsOf(guest) },
    fsFreezeStatus: instance.status?.fsFreezeStatus ?? 'thawed',
  };
}
