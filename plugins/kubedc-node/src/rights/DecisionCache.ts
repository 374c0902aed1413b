/**
 * Answers kept for a short time. Equal questions that come while one is on its way share its answer; failures are not
 * kept. Holds a bounded number of answers, the oldest one goes first.
 */
export class DecisionCache<T> {
  readonly #entries = new Map<string, { until: number; answer: Promise<T> }>();
  readonly #maxAgeMs: number;
  readonly #maxEntries: number;
  readonly #now: () => number;

  constructor(options: {
    maxAgeMs: number;
    maxEntries: number;
    now?: () => number;
  }) {
    this.#maxAgeMs = options.maxAgeMs;
    this.#maxEntries = options.maxEntries;
    this.#now = options.now ?? Date.now;
  }

  /** The kept answer, or that of `ask`. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.#entries.get(key);
    if (kept && kept.until > this.#now()) {
      return kept.answer;
    }
    const answer = ask();
    const entry = { until: this.#now() + this.#maxAgeMs, answer };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#maxEntries) {
      this.#entries.delete(this.#entries.keys().next().value!);
    }
    answer.catch(() => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    });
    return answer;
  }
}
