import type { KubedcIdentity } from '@kubedc/backstage-plugin-kubedc-node';

/**
 * Milliseconds an answer is kept: one page asks many times. Short, as the rights it is made of may be 25 seconds old and
 * what is seen must follow them within half a minute.
 */
const MAX_AGE_MS = 3_000;
/** Names in all answers together, some 100 bytes each. */
const MAX_WEIGHT = 500_000;

interface Entry<T> {
  value: Promise<T>;
  revision: number;
  expiresAt: number;
  weight: number;
}

/**
 * Keeps what was worked out for a person for a moment; those who ask meanwhile wait for the same answer. Holds answers of
 * a bounded size altogether, the oldest go first.
 */
export class CriteriaCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #weigh: (value: T) => number;
  readonly #maxWeight: number;
  readonly #now: () => number;
  #weight = 0;

  constructor(options: {
    /** How many names a value holds. */
    weigh: (value: T) => number;
    maxWeight?: number;
    /** Milliseconds since the epoch; for tests. */
    now?: () => number;
  }) {
    this.#weigh = options.weigh;
    this.#maxWeight = options.maxWeight ?? MAX_WEIGHT;
    this.#now = options.now ?? Date.now;
  }

  /** Number of answers held. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * The kept answer, or that of `compute`.
   *
   * @param revision - an answer that was worked out at another one is not used
   */
  get(
    identity: KubedcIdentity,
    revision: number,
    compute: () => Promise<T>,
  ): Promise<T> {
    const key = keyOf(identity);
    const known = this.#entries.get(key);
    if (known?.revision === revision && known.expiresAt > this.#now()) {
      return known.value;
    }
    const entry: Entry<T> = {
      value: compute(),
      revision,
      expiresAt: this.#now() + MAX_AGE_MS,
      weight: 1,
    };
    this.#drop(key);
    // Last in order of insertion, so that the first is always the oldest.
    this.#entries.set(key, entry);
    this.#weight += entry.weight;
    this.#shrink();
    entry.value.then(
      value => this.#reweigh(key, entry, this.#weigh(value)),
      () => this.#drop(key, entry),
    );
    return entry.value;
  }

  #reweigh(key: string, entry: Entry<T>, weight: number): void {
    if (this.#entries.get(key) === entry) {
      this.#weight += weight;
      entry.weight += weight;
      this.#shrink();
    }
  }

  /** Also the answers that are too old go, so that what nobody asks for again is not kept. */
  #shrink(): void {
    const now = this.#now();
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt > now && this.#weight <= this.#maxWeight) {
        return;
      }
      this.#drop(key);
    }
  }

  #drop(key: string, only?: Entry<T>): void {
    const entry = this.#entries.get(key);
    if (entry && (!only || entry === only)) {
      this.#entries.delete(key);
      this.#weight -= entry.weight;
    }
  }
}

function keyOf({ installation, user, groups }: KubedcIdentity): string {
  return JSON.stringify([installation, user, [...groups].sort()]);
}
