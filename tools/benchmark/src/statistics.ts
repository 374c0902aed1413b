/** The value that a share of all values is not above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)
  ];
}

/** Lets time pass. */
export async function pause(ms: number): Promise<void> {
  await new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

/** Waits until something holds; milliseconds it took. */
export async function untilTrue(
  holds: () => Promise<boolean> | boolean,
  options: { everyMs?: number; patienceMs?: number } = {},
): Promise<number> {
  const { everyMs = 20, patienceMs = 900_000 } = options;
  const since = performance.now();
  while (!(await holds())) {
    if (performance.now() - since > patienceMs) {
      throw new Error(`Nothing came of it in ${patienceMs / 1000} s`);
    }
    await pause(everyMs);
  }
  return performance.now() - since;
}

/** Bytes of memory in use after a collection, where the process offers one. */
export function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
