import type { Condition, KubernetesObject } from '../kubernetes';
import { timeOf } from '../kubernetes';
import {
  acceptedHealth,
  deletingHealth,
  firstFalse,
  unknownHealth,
  wordsOf,
} from './common';
import type { Health } from './types';

/**
 * Health of a kind that tells its readiness by a flag and conditions.
 *
 * @public
 */
export function readinessHealth(
  object: KubernetesObject,
  options: {
    /** What the platform says: undefined while it has said nothing. */
    ready: boolean | undefined;
    conditions?: Condition[] | null;
    /** Types of conditions, the most telling first. */
    order?: readonly string[];
    /** A sentence for the good state. */
    ok: string;
    /** A sentence while nothing stands against it. */
    waiting: string;
  },
): Health {
  const deleting = deletingHealth(object);
  if (deleting) {
    return deleting;
  }
  if (options.ready) {
    return { state: 'ok', label: 'Ready', reason: options.ok, source: 'ready' };
  }
  const no = firstFalse(options.conditions, options.order);
  if (no) {
    return {
      state: 'warning',
      label: 'Not ready',
      reason: wordsOf(no, options.waiting),
      since: timeOf(no.lastTransitionTime),
      source: no.type,
    };
  }
  return options.ready === undefined
    ? acceptedHealth(object)
    : {
        state: 'progressing',
        label: 'Pending',
        reason: options.waiting,
        source: 'ready',
      };
}

/**
 * Health of a kind that tells its state by a phase. A phase that is not among the known ones is told in the platform's own
 * word.
 *
 * @param phases - what each phase of the platform means.
 * @public
 */
export function phaseHealth(
  object: KubernetesObject,
  phase: unknown,
  phases: Record<string, Omit<Health, 'source'>>,
): Health {
  const deleting = deletingHealth(object);
  if (deleting) {
    return deleting;
  }
  if (phase === undefined || phase === null || phase === '') {
    return acceptedHealth(object);
  }
  return typeof phase === 'string' && Object.hasOwn(phases, phase)
    ? { ...phases[phase], source: 'phase' }
    : unknownHealth(phase, 'phase');
}
