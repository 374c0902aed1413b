import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** Where it was measured. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGiB: number;
  /** Day of the run, UTC. */
  date: string;
  /** Processes that wanted a core in the minute before the run: above 1 or so others were at work, too. */
  load: number;
  versions: Record<string, string>;
}

/** Versions of what is measured with, as installed. */
const PACKAGES = [
  '@backstage/plugin-catalog-backend',
  '@backstage/backend-plugin-api',
];

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8'))
    .version;

/** Describes this machine. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    date: new Date().toISOString().slice(0, 10),
    load: Math.round(loadavg()[0] * 10) / 10,
    versions: {
      'Node.js': process.version.slice(1),
      ...Object.fromEntries(PACKAGES.map(name => [name, versionOf(name)])),
    },
  };
}

/** The machine in one line. */
export function machineLine({
  processor,
  cores,
  memoryGiB,
  date,
  load,
  versions,
}: Machine): string {
  return [
    processor,
    `${cores} cores`,
    `${memoryGiB} GiB`,
    `${date}, load ${load} before`,
    ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
  ].join(', ');
}
