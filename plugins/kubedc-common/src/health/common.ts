import type { Condition, KubernetesObject } from '../kubernetes';
import { listOf, textOf, timeOf } from '../kubernetes';
import type { Health } from './types';

/**
 * What every kind says of an object that is being deleted.
 *
 * @returns undefined when the object is not being deleted.
 * @public
 */
export function deletingHealth(object: KubernetesObject): Health | undefined {
  const since = textOf(object.metadata.deletionTimestamp);
  if (!since) {
    return undefined;
  }
  return {
    state: 'progressing',
    label: 'Deleting',
    reason: 'Being deleted, the platform is cleaning up',
    since: timeOf(since),
    source: 'deletionTimestamp',
  };
}

/**
 * What every kind says of a phase that this version of the portal does not know: the platform's own word.
 *
 * @public
 */
export function unknownHealth(phase: unknown, source: string): Health {
  const text = typeof phase === 'string' ? phase : JSON.stringify(phase);
  return {
    state: 'unknown',
    label: typeof phase === 'string' ? phase : 'Unknown',
    reason: `The platform reports “${text}”`,
    source,
  };
}

/**
 * What every kind says of an object without a status: it was made and no controller has looked at it.
 *
 * @public
 */
export function acceptedHealth(object: KubernetesObject): Health {
  return {
    state: 'progressing',
    label: 'Pending',
    reason: 'Accepted, the platform has not started on it yet',
    since: timeOf(object.metadata.creationTimestamp),
    source: 'status',
  };
}

/**
 * The platform's words of a condition: its message, else its reason in words, else the fallback.
 *
 * @public
 */
export function wordsOf(
  condition: Pick<Condition, 'message' | 'reason'> | undefined,
  fallback: string,
): string {
  return (
    textOf(condition?.message)?.trim() ??
    splitWords(textOf(condition?.reason)) ??
    fallback
  );
}

/**
 * Words of a CamelCase reason: `S3NotAvailable` becomes `S3 not available`.
 *
 * @public
 */
export function splitWords(reason: string | undefined): string | undefined {
  if (!reason) {
    return undefined;
  }
  const words = reason
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(' ')
    .map((word, index) =>
      index === 0 || /^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase(),
    );
  return words.join(' ');
}

/**
 * The first condition that says no, in the order given; unknown types come last.
 *
 * @public
 */
export function firstFalse(
  conditions: Condition[] | null | undefined,
  order: readonly string[] = [],
): Condition | undefined {
  const rank = (condition: Condition) => {
    const index = order.indexOf(condition.type);
    return index < 0 ? order.length : index;
  };
  return listOf(conditions)
    .filter(condition => condition.status === 'False')
    .sort((a, b) => rank(a) - rank(b))[0];
}
