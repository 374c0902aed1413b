import type { ReflectorLimits } from './limits';

/** Pauses between attempts: doubling, with jitter, so that many reflectors do not return all at once. */
export class Backoff {
  readonly #limits: ReflectorLimits;
  #failures = 0;

  constructor(limits: ReflectorLimits) {
    this.#limits = limits;
  }

  /**
   * Milliseconds to wait after one more failure.
   *
   * @param options - `slow` for conditions that only a person ends; `atLeastSeconds` as the server asked.
   */
  next(options: { slow?: boolean; atLeastSeconds?: number } = {}): number {
    const longest = options.slow
      ? this.#limits.slowPauseMs
      : this.#limits.longestPauseMs;
    const pause = Math.min(
      longest,
      this.#limits.firstPauseMs * 2 ** Math.min(this.#failures, 20),
    );
    this.#failures += 1;
    return Math.max(
      pause * (0.5 + this.#limits.random() / 2),
      (options.atLeastSeconds ?? 0) * 1000,
    );
  }

  /** True until the first failure after the last reset. */
  get fresh(): boolean {
    return this.#failures === 0;
  }

  reset(): void {
    this.#failures = 0;
  }
}
