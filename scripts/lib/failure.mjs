import { relative } from 'node:path';
import { root } from './paths.mjs';

/** Something the person at the keyboard can act on: one plain sentence, shown without a stack. */
export class Failure extends Error {}

/** What is wrong with a process, the file with all it said, and the last of it: where only the terminal is kept, that is all. */
export function failureOf(what, log, tail) {
  const said = tail.map(line => `\n    ${line}`).join('');
  return new Failure(
    `${what}; its output is in ${relative(root, log)}${
      said && `, which ends with:${said}`
    }`,
  );
}

/** Runs `main` and turns what it throws into one line and exit code 1. */
export async function reportFailures(main) {
  try {
    return await main();
  } catch (error) {
    const text = error instanceof Failure ? error.message : error.stack;
    console.error(`\n✗ ${text}`);
    return 1;
  }
}
