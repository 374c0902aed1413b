import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/**
 * When to flush: at once for the first change of a quiet spell, then not more often than each interval, unless so much
 * is waiting that a batch is full.
 */
export class Pace {
  readonly #intervalMs: number;
  #wake: () => void = () => {};
  #called = false;
  #hurried = false;
  #lastFlush = -Infinity;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** There is something to flush. */
  call(): void {
    this.#called = true;
    this.#wake();
  }

  /** A whole batch is waiting. */
  hurry(): void {
    this.#hurried = true;
    this.call();
  }

  /** Resolves when it is time to flush, or when the signal aborts. */
  async next(signal: AbortSignal): Promise<void> {
    while (!this.#called && !signal.aborted) {
      await this.#woken(signal);
    }
    const wait = () => this.#lastFlush + this.#intervalMs - performance.now();
    while (!this.#hurried && wait() > 0 && !signal.aborted) {
      const pause = new AbortController();
      await Promise.race([
        sleep(Math.max(0, wait()), undefined, { signal: pause.signal }).catch(
          () => {},
        ),
        this.#woken(signal),
      ]);
      pause.abort();
    }
    // What arrives in one go, such as a page of a list, is flushed in one go; and nobody else is kept from working.
    await setImmediate();
    this.#called = false;
    this.#hurried = false;
    this.#lastFlush = performance.now();
  }

  async #woken(signal: AbortSignal): Promise<void> {
    await new Promise<void>(resolve => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
