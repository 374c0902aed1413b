import { badRequest } from '../errors/statusError';
import { durationProblem } from '../util/goDuration';
import { RequestContext } from './requestContext';

/** Requests that last as long as they like. */
const LONG_RUNNING = new Set(['watch', 'proxy']);

/**
 * Sees that how long a client wants to wait for an answer is a duration.
 *
 * @throws {@link StatusError} 400
 */
export function checkRequestTimeout({ query, info }: RequestContext): void {
  const timeout = query.get('timeout');
  const problem =
    timeout && !LONG_RUNNING.has(info.verb) && durationProblem(timeout);
  if (problem) {
    throw badRequest(
      `invalid timeout specified in the request URL - ${problem}`,
    );
  }
}
