const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 30_000;

/** What a worker may ask for: to see the key again after a while. */
export type Result = { requeueAfterMs?: number } | void;

/**
 * A queue of keys. A key is worked on by one worker at a time; added again
 * meanwhile it comes once more; after a failure it comes again, later and
 * later.
 */
export class WorkQueue {
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();
  readonly #again = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #timers = new Map<string, { at: number; timer: NodeJS.Timeout }>();
  readonly #work: (key: string) => Promise<Result>;
  readonly #onError: (key: string, error: unknown, failures: number) => void;
  readonly #workers: number;
  #started = false;
  #stopped = false;

  constructor(options: {
    work: (key: string) => Promise<Result>;
    onError: (key: string, error: unknown, failures: number) => void;
    workers?: number;
  }) {
    this.#work = options.work;
    this.#onError = options.onError;
    this.#workers = options.workers ?? 4;
  }

  /** Puts a key into the queue. */
  add(key: string): void {
    if (this.#stopped) {
      return;
    }
    if (this.#running.has(key)) {
      this.#again.add(key);
      return;
    }
    this.#waiting.add(key);
    this.#next();
  }

  /** Puts a key into the queue later; of several times the earliest counts. */
  addAfter(key: string, ms: number): void {
    const at = Date.now() + ms;
    const planned = this.#timers.get(key);
    if (this.#stopped || (planned && planned.at <= at)) {
      return;
    }
    clearTimeout(planned?.timer);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      this.add(key);
    }, ms);
    this.#timers.set(key, { at, timer });
  }

  /** Lets the workers begin. */
  start(): void {
    this.#started = true;
    this.#next();
  }

  /** Takes no more keys, and resolves when the last worker is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    for (const { timer } of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#timers.clear();
    while (this.#running.size) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
  }

  /** Whether nothing is waiting, running or planned within the given time. */
  isIdle(withinMs = 0): boolean {
    const until = Date.now() + withinMs;
    return (
      !this.#waiting.size &&
      !this.#running.size &&
      ![...this.#timers.values()].some(({ at }) => at <= until)
    );
  }

  #next(): void {
    if (!this.#started || this.#stopped) {
      return;
    }
    for (const key of this.#waiting) {
      if (this.#running.size >= this.#workers) {
        return;
      }
      this.#waiting.delete(key);
      this.#running.add(key);
      this.#run(key);
    }
  }

  async #run(key: string): Promise<void> {
    try {
      const result = await this.#work(key);
      this.#failures.delete(key);
      if (result?.requeueAfterMs !== undefined) {
        this.addAfter(key, Math.max(result.requeueAfterMs, 1));
      }
    } catch (error) {
      const failures = (this.#failures.get(key) ?? 0) + 1;
      this.#failures.set(key, failures);
      if (!this.#stopped) {
        this.#onError(key, error, failures);
        this.addAfter(
          key,
          Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS),
        );
      }
    } finally {
      this.#running.delete(key);
      if (this.#again.delete(key)) {
        this.add(key);
      }
      this.#next();
    }
  }
}
