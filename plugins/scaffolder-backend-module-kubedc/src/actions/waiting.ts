import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses between two looks, in milliseconds: short at first, as some things are quick. */
export interface Pauses {
  first: number;
  longest: number;
}

/** Looks again and again with growing pauses. */
export async function* everySoOften(
  pauses: Pauses,
  signal: AbortSignal | undefined,
): AsyncGenerator<void> {
  for (
    let pause = pauses.first;
    ;
    pause = Math.min(pause * 1.5, pauses.longest)
  ) {
    signal?.throwIfAborted();
    yield;
    await sleep(pause, undefined, { signal });
  }
}
