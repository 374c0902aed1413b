/** Tries again until it is so; Jest's own limit ends it. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
