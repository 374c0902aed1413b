/** Something the person at the keyboard can act on: one plain sentence, shown without a stack. */
export class Failure extends Error {}

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
