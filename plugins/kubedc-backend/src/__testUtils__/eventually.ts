/** A little less than a test may take, so that it fails with where it waited, and nothing goes on after it. */
const PATIENCE_MS = 220_000;

/**
 * Looks until something is so.
 *
 * @throws Error when it does not get so
 */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`It did not get so: ${look}`);
    }
    await new Promise(resolve => {
      // Not so often that the one who asks gets beyond the limit of requests a minute.
      setTimeout(resolve, 100);
    });
  }
}
