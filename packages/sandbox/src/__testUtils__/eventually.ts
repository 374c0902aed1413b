/**
 * kube-controller-manager looks for new kinds every 30 seconds, and collects
 * objects of deleted owners only of those that it knows.
 */
export const PATIENCE_MS = 120_000;

/**
 * Asks again until the answer is there.
 *
 * @throws Error with the description when it is not after the time
 */
export async function eventually<T>(
  description: string,
  ask: () => Promise<T | undefined | false>,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`not seen in ${timeoutMs} ms: ${description}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 15);
    });
  }
}
