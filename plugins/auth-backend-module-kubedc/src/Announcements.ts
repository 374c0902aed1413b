/** Milliseconds after which an unchanged person is announced again. */
const REPEAT_MS = 10 * 60_000;
const MAX_ENTRIES = 10_000;

/**
 * Remembers what was said about whom. A session is refreshed every few minutes, and each time the person is resolved
 * anew; saying the same again each time would make the catalog write for nothing.
 */
export class Announcements {
  readonly #said = new Map<string, { what: string; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Whether this is news, or was said long ago. */
  isDue(who: string, what: unknown): boolean {
    const said = this.#said.get(who);
    return (
      said?.what !== JSON.stringify(what) || said.at + REPEAT_MS <= this.#now()
    );
  }

  remember(who: string, what: unknown): void {
    // Last in order of insertion, so that the first is always the oldest.
    this.#said.delete(who);
    this.#said.set(who, { what: JSON.stringify(what), at: this.#now() });
    if (this.#said.size > MAX_ENTRIES) {
      const [oldest] = this.#said.keys();
      this.#said.delete(oldest);
    }
  }
}
