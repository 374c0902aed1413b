import { uptimeOf } from './uptime';
import { Command } from './types';

const MIB = 2 ** 20;

/** `Sat Nov 21 14:00:00 UTC 2026` */
function dateText(date: Date): string {
  const [day, number, month, year, time] = date.toUTCString().split(/,? /);
  return `${day} ${month} ${Number(number)} ${time} UTC ${year}`;
}

/** Commands that tell about the system. */
export const systemCommands: Record<string, Command> = {
  uname: {
    summary: 'the kernel (-a: all of it)',
    run: (args, { host: { facts } }) => {
      const { os, hostname } = facts;
      if (args[0] === '-a') {
        return {
          output: `Linux ${hostname} ${os.kernelRelease} ${os.kernelVersion} ${os.machine} GNU/Linux`,
        };
      }
      return { output: args[0] === '-r' ? os.kernelRelease : 'Linux' };
    },
  },
  uptime: {
    summary: 'how long the guest has been running',
    run: (_args, { host, now }) => ({
      output: ` ${now.toISOString().slice(11, 19)} up ${uptimeOf(
        host.bootedAt,
        now,
      )},  ${host.sessions().length} user${
        host.sessions().length === 1 ? '' : 's'
      },  load average: 0.00, 0.01, 0.00`,
    }),
  },
  hostname: {
    summary: 'the name of the guest',
    run: (_args, { host }) => ({ output: host.facts.hostname }),
  },
  whoami: {
    summary: 'who you are',
    run: (_args, { user }) => ({ output: user }),
  },
  who: {
    summary: 'who has signed in',
    run: (_args, { host }) => ({
      output: host
        .sessions()
        .map(
          ({ user, since }) =>
            `${user.padEnd(8)} ${since
              .toISOString()
              .slice(0, 16)
              .replace('T', ' ')}`,
        )
        .join('\n'),
    }),
  },
  date: {
    summary: 'the time',
    run: (_args, { now }) => ({ output: dateText(now) }),
  },
  nproc: {
    summary: 'the number of processors',
    run: (_args, { host }) => ({ output: String(host.facts.cores) }),
  },
  free: {
    summary: 'memory (-m: in MiB)',
    run: (args, { host }) => {
      const unit = args.includes('-m') ? MIB : 1024;
      // The kernel keeps some for itself.
      const total = Math.round((host.facts.memoryBytes * 0.96) / unit);
      const used = Math.min(Math.round((285 * MIB) / unit), total);
      const cache = Math.round((total - used) * 0.2);
      const cell = (value: number) => String(value).padStart(12);
      const row = (...values: number[]) => values.map(cell).join('');
      return {
        output: [
          '               total        used        free      shared  buff/cache   available',
          `Mem:    ${row(
            total,
            used,
            total - used - cache,
            1,
            cache,
            total - used,
          )}`,
          `Swap:   ${row(0, 0, 0)}`,
        ].join('\n'),
      };
    },
  },
  ip: {
    summary: 'addresses (ip addr) and routes (ip route)',
    run: (args, { host }) => {
      const { interfaces } = host.facts;
      if (args[0]?.startsWith('r')) {
        const [first] = interfaces;
        return {
          output: first?.address
            ? `default via ${first.address.replace(/\d+$/, '1')} dev ${
                first.name
              } proto dhcp src ${first.address}`
            : '',
        };
      }
      const lines = [
        '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN',
        '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
        '    inet 127.0.0.1/8 scope host lo',
      ];
      interfaces.forEach(({ name, mac, address }, index) => {
        lines.push(
          `${
            index + 2
          }: ${name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1400 state UP`,
          `    link/ether ${mac} brd ff:ff:ff:ff:ff:ff`,
          ...(address
            ? [`    inet ${address}/20 scope global dynamic ${name}`]
            : []),
        );
      });
      return { output: lines.join('\n') };
    },
  },
};
