/** Looks until something is so; the test's own timeout ends it. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}
