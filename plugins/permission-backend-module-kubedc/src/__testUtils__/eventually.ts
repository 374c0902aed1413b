/** A little less than a test may take, so that it fails with where it waited, and nothing goes on after it. */
const PATIENCE_MS = 220_000;

/**
 * Tries again until it is so.
 *
 * @throws Error when it does not get so
 */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error(`It did not get so: ${isSo}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
