import { GuestFacts } from '../facts';
import { Command, ShellContext } from './types';

/** The few files that there are. */
function filesOf({ host }: ShellContext): Map<string, string> {
  const { os, hostname, cores, memoryBytes } = host.facts;
  return new Map([
    ['/etc/os-release', osRelease(host.facts)],
    ['/etc/hostname', hostname],
    ['/etc/hosts', `127.0.0.1 localhost\n127.0.1.1 ${hostname}`],
    [
      '/proc/version',
      `Linux version ${os.kernelRelease} (${os.kernelVersion})`,
    ],
    ['/proc/meminfo', `MemTotal:       ${Math.round(memoryBytes / 1024)} kB`],
    [
      '/proc/cpuinfo',
      Array.from(
        { length: cores },
        (_, index) => `processor\t: ${index}\nmodel name\t: QEMU Virtual CPU`,
      ).join('\n\n'),
    ],
  ]);
}

function osRelease({ os }: GuestFacts): string {
  return [
    `PRETTY_NAME="${os.prettyName}"`,
    `NAME="${os.name}"`,
    `VERSION_ID="${os.versionId}"`,
    `VERSION="${os.version}"`,
    `ID=${os.id}`,
  ].join('\n');
}

function absolute(path: string): string {
  return path.startsWith('/') ? path.replace(/(?<=.)\/+$/, '') : `~/${path}`;
}

/** Commands about files. */
export const fileCommands: Record<string, Command> = {
  cat: {
    summary: 'what is in a file, such as /etc/os-release',
    run: (args, context) => {
      const files = filesOf(context);
      return {
        output: args
          .map(
            path =>
              files.get(absolute(path)) ??
              `cat: ${path}: No such file or directory`,
          )
          .join('\n'),
      };
    },
  },
  ls: {
    summary: 'files of a folder',
    run: (args, context) => {
      const path = args.find(arg => !arg.startsWith('-'));
      if (path === undefined || path === '~') {
        return {};
      }
      const folder = path === '/' ? '/' : `${absolute(path)}/`;
      const names = [...filesOf(context).keys()]
        .filter(file => file.startsWith(folder))
        .map(file => file.slice(folder.length).split('/')[0]);
      return {
        output: names.length
          ? [...new Set(names)].sort().join('  ')
          : `ls: cannot access '${path}': No such file or directory`,
      };
    },
  },
  pwd: {
    summary: 'the folder that you are in',
    run: (_args, { user }) => ({
      output: user === 'root' ? '/root' : `/home/${user}`,
    }),
  },
  echo: {
    summary: 'says what you say',
    run: args => ({ output: args.join(' ') }),
  },
};
