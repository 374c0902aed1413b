/** Looks until there is something; what it looks for comes, or the test's own time ends it. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}
