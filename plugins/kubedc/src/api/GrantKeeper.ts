import type { GrantRenewal } from '@kubedc/backstage-plugin-kubedc-common';

/** Milliseconds between two renewals: at half of what the token has left, within these. */
const SOONEST_MS = 15_000;
const LATEST_MS = 5 * 60_000;

/** Milliseconds after which a renewal that failed is tried again. */
const RETRY_MS = 60_000;

/**
 * Keeps the person's tasks able to act as them: as long as somebody keeps it, it puts a fresh token into the grants they
 * have open, once at the start and then before each token ends. Without grants it asks once and is quiet until woken.
 */
export class GrantKeeper {
  readonly #renew: () => Promise<GrantRenewal>;
  #keepers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(renew: () => Promise<GrantRenewal>) {
    this.#renew = renew;
  }

  /** @returns a function that lets go of it. */
  keep(): () => void {
    this.#keepers += 1;
    if (this.#keepers === 1) {
      this.wake();
    }
    let held = true;
    return () => {
      if (held) {
        held = false;
        this.#keepers -= 1;
        if (this.#keepers === 0) {
          clearTimeout(this.#timer);
        }
      }
    };
  }

  /** To be called when there may be a grant that was not there before. */
  wake(): void {
    this.#schedule(0);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#keepers > 0) {
      this.#timer = setTimeout(() => this.#run(), delay);
    }
  }

  async #run(): Promise<void> {
    try {
      const { open, endsAt } = await this.#renew();
      if (open > 0 && endsAt !== undefined) {
        const left = Date.parse(endsAt) - Date.now();
        this.#schedule(Math.min(Math.max(left / 2, SOONEST_MS), LATEST_MS));
      }
    } catch {
      // The portal is away or the session over: pages say so, and a task that would need the token stops and says so too.
      this.#schedule(RETRY_MS);
    }
  }
}
