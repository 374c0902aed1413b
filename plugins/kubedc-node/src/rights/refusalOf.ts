import { toError } from '@backstage/errors';
import { SessionEndedError } from '../errors';
import type { AccessDecision } from './types';

/**
 * What a question that failed counts as: whatever happens, an unanswered question is a no.
 *
 * @throws SessionEndedError as it is: that is not the platform's silence, and the person can do something about it.
 */
export function refusalOf(error: unknown): AccessDecision {
  if (error instanceof SessionEndedError) {
    throw error;
  }
  return {
    allowed: false,
    undecided: true,
    reason: `The right could not be checked: ${toError(error).message}`,
  };
}
