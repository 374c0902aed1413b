import {
  AuthenticationError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { errors } from 'openid-client';

/** What a realm says of a session that is over, by OAuth's names. */
const ENDED = ['invalid_grant', 'invalid_token'];

/** Whether a realm said that a session is over, be it that it ended, was ended or that the account may not go on. */
export function isEnded(error: unknown): boolean {
  return error instanceof errors.OPError && ENDED.includes(`${error.error}`);
}

/** Whether a realm said anything that it may say; what a gateway before it answers is not the realm's. */
export function isIssuersAnswer(error: unknown): boolean {
  return (
    error instanceof errors.OPError && (error.response?.statusCode ?? 0) < 500
  );
}

/** Whether there was no answer, or none of the realm. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof errors.OPError) {
    return !isIssuersAnswer(error);
  }
  // Node.js gives errors of connections and certificates a code, and the library those of a timeout.
  return (
    isError(error) && typeof (error as { code?: unknown }).code === 'string'
  );
}

/**
 * Why a session could not be renewed. The stock handlers answer 401 to everything, and so a page could not tell a session
 * that is over from a sign-in server that is away for a minute.
 */
export function describeRefreshFailure(error: unknown): unknown {
  const cause = isError(error) ? error.cause : undefined;
  if (!(error instanceof AuthenticationError) || cause === undefined) {
    return error;
  }
  if (cause instanceof NotAllowedError || cause instanceof NotFoundError) {
    return new NotAllowedError(cause.message);
  }
  if (
    cause instanceof InputError ||
    cause instanceof AuthenticationError ||
    isEnded(cause)
  ) {
    return error;
  }
  return new ServiceUnavailableError(
    'The session could not be renewed now',
    cause,
  );
}
