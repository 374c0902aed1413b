import { parseArgs } from 'node:util';

/** Which portal to measure, and how. */
export interface PageOptions {
  /** Where the portal is. */
  url: string;
  /** Folder of the sandbox under it. */
  sandbox: string;
  /** Virtual machines to fill it with. */
  objects: number;
  /** File for the results as JSON. */
  json?: string;
}

/**
 * Reads the command line.
 *
 * @throws an Error that names the option.
 */
export function readPageOptions(args: string[]): PageOptions {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string' },
      sandbox: { type: 'string' },
      objects: { type: 'string', default: '10000' },
      json: { type: 'string' },
    },
  });
  const { url, sandbox, json } = values;
  const objects = Number(values.objects);
  if (!Number.isInteger(objects) || objects < 1) {
    throw new Error(
      `--objects takes a whole number from 1, not '${values.objects}'`,
    );
  }
  if (!url || !sandbox) {
    throw new Error('--url and --sandbox say what is measured');
  }
  return { url, sandbox, objects, json };
}
