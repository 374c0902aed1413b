/** Name of the error of a session that is over: only a new sign-in helps. */
const SESSION_ENDED = 'SessionEndedError';

/** Name of the error of a sign-in server or backend that cannot be reached: the session may well be good. */
const UNAVAILABLE = 'ServiceUnavailableError';

export function namedError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

export function sessionEnded(message: string): Error {
  return namedError(SESSION_ENDED, message);
}

export function unavailable(message: string): Error {
  return namedError(UNAVAILABLE, message);
}

export function isSessionEnded(error: unknown): error is Error {
  return error instanceof Error && error.name === SESSION_ENDED;
}
