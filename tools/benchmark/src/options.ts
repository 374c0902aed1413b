import { parseArgs } from 'node:util';

/** Databases to measure on. */
export const DATABASES = ['postgres', 'sqlite'] as const;

/** What to measure. */
export interface Options {
  /** Objects of the platform, one number for each size. */
  objects: number[];
  databases: Array<(typeof DATABASES)[number]>;
  apiServer: 'real' | 'embedded';
  /** Whether other ways of getting objects into a catalog are measured too. */
  compare: boolean;
  /** File for the results as JSON. */
  json?: string;
}

function oneOf<T extends string>(
  option: string,
  value: string,
  allowed: readonly T[],
): T {
  const found = allowed.find(each => each === value);
  if (found === undefined) {
    throw new Error(
      `--${option} takes ${allowed.join(' or ')}, not '${value}'`,
    );
  }
  return found;
}

/**
 * Reads the command line.
 *
 * @throws an Error that names the option.
 */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      objects: { type: 'string', default: '5000' },
      databases: { type: 'string', default: DATABASES.join(',') },
      apiserver: { type: 'string', default: 'real' },
      compare: { type: 'boolean', default: true },
      json: { type: 'string' },
    },
  });
  return {
    objects: values.objects.split(',').map(text => {
      const count = Number(text);
      if (!Number.isInteger(count) || count < 100) {
        throw new Error(
          `--objects takes whole numbers from 100, with commas between them, not '${text}'`,
        );
      }
      return count;
    }),
    databases: values.databases
      .split(',')
      .map(text => oneOf('databases', text, DATABASES)),
    apiServer: oneOf('apiserver', values.apiserver, [
      'real',
      'embedded',
    ] as const),
    compare: values.compare,
    json: values.json,
  };
}
