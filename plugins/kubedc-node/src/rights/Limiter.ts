/**
 * Lets only so many calls run at once. The others wait in the order in which they came, and those who wait take turns, so
 * that nobody who asks a lot keeps the rest waiting.
 */
export class Limiter {
  readonly #limit: number;
  /** By who waits; whose turn is next stands first. */
  readonly #waiting = new Map<string, Array<() => void>>();
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param who - on whose account it is */
  async run<T>(call: () => Promise<T>, who: string = ''): Promise<T> {
    if (this.#running < this.#limit) {
      this.#running += 1;
    } else {
      // Whoever ends hands its place on, so the number of running calls stays.
      await new Promise<void>(resolve => {
        const queue = this.#waiting.get(who) ?? [];
        queue.push(resolve);
        this.#waiting.set(who, queue);
      });
    }
    try {
      return await call();
    } finally {
      const next = this.#next();
      if (next) {
        next();
      } else {
        this.#running -= 1;
      }
    }
  }

  #next(): (() => void) | undefined {
    const [first] = this.#waiting;
    if (!first) {
      return undefined;
    }
    const [who, queue] = first;
    const next = queue.shift();
    this.#waiting.delete(who);
    if (queue.length > 0) {
      this.#waiting.set(who, queue);
    }
    return next;
  }
}
