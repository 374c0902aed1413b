import type { KubedcIdentity } from '@kubedc/backstage-plugin-kubedc-node';

/** Milliseconds an answer is kept: one page asks many times, and a right taken away must show soon. */
const MAX_AGE_MS = 10_000;
const MAX_ENTRIES = 5_000;

/** Keeps what was worked out for a person for a moment; those who ask meanwhile wait for the same answer. */
export class CriteriaCache<T> {
  readonly #entries = new Map<
    string,
    { value: Promise<T>; expiresAt: number }
  >();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get(identity: KubedcIdentity, compute: () => Promise<T>): Promise<T> {
    const key = JSON.stringify([
      identity.installation,
      identity.user,
      identity.groups,
    ]);
    const now = this.#now();
    const known = this.#entries.get(key);
    if (known && known.expiresAt > now) {
      return known.value;
    }
    const entry = { value: compute(), expiresAt: now + MAX_AGE_MS };
    // Last in order of insertion, so that the first is always the oldest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_ENTRIES) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    });
    return entry.value;
  }
}
