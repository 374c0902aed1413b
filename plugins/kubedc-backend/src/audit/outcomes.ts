import { isError } from '@backstage/errors';
import type { OperationRun } from '@kubedc/backstage-plugin-kubedc-common';
import type { AuditEnd } from './types';

/** Longest reason that is kept, in characters. */
const MAX_REASON = 1_000;

/** Errors that say that somebody may not. */
const REFUSALS = new Set(['NotAllowedError', 'AuthenticationError']);

function ended(error: { name: string; message: string }): AuditEnd {
  return {
    outcome: REFUSALS.has(error.name) ? 'refused' : 'failed',
    reason: error.message.slice(0, MAX_REASON),
  };
}

/** How something ended that threw. */
export function endOfError(error: unknown): AuditEnd {
  return isError(error)
    ? ended(error)
    : ended({ name: 'Error', message: String(error) });
}

/** How a run ended; undefined while it has not. */
export function endOfRun(
  run: Pick<OperationRun, 'state' | 'error'>,
): AuditEnd | undefined {
  switch (run.state) {
    case 'running':
    case 'settling':
      return undefined;
    case 'succeeded':
      return { outcome: 'succeeded' };
    default:
      return ended(run.error ?? { name: 'Error', message: run.state });
  }
}
