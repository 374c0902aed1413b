const PATIENCE_MS = 120_000;

/** @throws Error naming what did not come about. */
export async function untilTrue(
  what: string,
  isTrue: () => Promise<boolean>,
): Promise<void> {
  const since = Date.now();
  while (!(await isTrue())) {
    if (Date.now() - since > PATIENCE_MS) {
      throw new Error(`Within two minutes it did not come about that ${what}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}
