import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Counts what did not become an entity, or not as asked, and logs each reason once until it is settled.
 */
export class SkipReport {
  readonly #logger: LoggerService;
  readonly #reasons = new Map<string, Set<string>>();

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /** Number of objects with something skipped. */
  get size(): number {
    return this.#reasons.size;
  }

  /** Sets the reasons of one object; none settles it. */
  set(object: string, reasons: readonly string[]): void {
    const before = this.#reasons.get(object);
    for (const reason of reasons) {
      if (!before?.has(reason)) {
        this.#logger.warn(`Skipped for ${object}: ${reason}`);
      }
    }
    if (reasons.length) {
      this.#reasons.set(object, new Set(reasons));
    } else {
      this.#reasons.delete(object);
    }
  }
}
