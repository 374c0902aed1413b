import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SkippedObjects } from '@kubedc/backstage-plugin-kubedc-common';

/** Objects that are named for each reason. */
const EXAMPLES = 5;

/** Reasons that are told, the most frequent first. */
const REASONS = 50;

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

  /** What is skipped now, by reason. */
  summary(): SkippedObjects[] {
    const byReason = new Map<string, string[]>();
    for (const [object, reasons] of this.#reasons) {
      for (const reason of reasons) {
        const objects = byReason.get(reason) ?? [];
        byReason.set(reason, objects);
        objects.push(object);
      }
    }
    return [...byReason]
      .map(([reason, objects]) => ({
        reason,
        count: objects.length,
        examples: objects.slice(0, EXAMPLES),
      }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
      .slice(0, REASONS);
  }
}
