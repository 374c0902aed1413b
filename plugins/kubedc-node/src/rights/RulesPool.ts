import { createHash } from 'node:crypto';
import type { PolicyRule } from './policyRules';

const MAX_RULE_SETS = 500;

/**
 * Keeps equal sets of rules once: many people hold the same role in many projects, and a role has some sixty rules.
 */
export class RulesPool {
  readonly #sets = new Map<string, readonly PolicyRule[]>();

  /** The set that equals this one. */
  share(rules: readonly PolicyRule[]): readonly PolicyRule[] {
    const key = createHash('sha256')
      .update(JSON.stringify(rules))
      .digest('base64');
    const kept = this.#sets.get(key);
    if (kept) {
      return kept;
    }
    if (this.#sets.size >= MAX_RULE_SETS) {
      this.#sets.delete(this.#sets.keys().next().value!);
    }
    this.#sets.set(key, rules);
    return rules;
  }
}
