import { parseArgs } from 'node:util';

/** Databases to measure on. */
export const DATABASES = ['postgres', 'sqlite'] as const;

/** Ways of getting objects into a catalog: this repository's, and others beside it. */
export const WAYS = ['module', 'polling', 'ingestor'] as const;

/** Milliseconds of a minute. */
const MINUTE_MS = 60_000;

/** What to measure. */
export interface Options {
  /** Objects of the platform, one number for each size. */
  objects: number[];
  databases: Array<(typeof DATABASES)[number]>;
  apiServer: 'real' | 'embedded';
  ways: Array<(typeof WAYS)[number]>;
  /** Whether the catalog processes what it was given, and what takes that is measured. */
  processing: boolean;
  /** How long the catalog's own processing, or one mutation of another way, may take, in milliseconds. */
  patienceMs: number;
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

const listOf = <T extends string>(
  option: string,
  values: string,
  allowed: readonly T[],
): T[] => values.split(',').map(value => oneOf(option, value, allowed));

function objectsOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 100) {
    throw new Error(
      `--objects takes whole numbers from 100, with commas between them, not '${text}'`,
    );
  }
  return count;
}

function patienceOf(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= 24 * 60)) {
    throw new Error(`--patience takes minutes up to a day, not '${text}'`);
  }
  return minutes * MINUTE_MS;
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
      objects: { type: 'string', default: '1000,10000' },
      databases: { type: 'string', default: DATABASES.join(',') },
      apiserver: { type: 'string', default: 'real' },
      ways: { type: 'string', default: WAYS.join(',') },
      processing: { type: 'boolean', default: true },
      patience: { type: 'string', default: '10' },
      json: { type: 'string' },
    },
  });
  return {
    objects: values.objects.split(',').map(objectsOf),
    databases: listOf('databases', values.databases, DATABASES),
    apiServer: oneOf('apiserver', values.apiserver, [
      'real',
      'embedded',
    ] as const),
    ways: listOf('ways', values.ways, WAYS),
    processing: values.processing,
    patienceMs: patienceOf(values.patience),
    json: values.json,
  };
}
