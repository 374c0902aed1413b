import { isError, ResponseError } from '@backstage/errors';

/** HTTP status of a failed call; undefined when no answer came at all. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof ResponseError ? error.statusCode : undefined;
}

/** The sentence of a failed call: the API server's own words where there are any. */
export function messageOf(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.cause.message || error.message;
  }
  return isError(error) ? error.message : String(error);
}

/** What went wrong, as pages tell it apart. */
export type Failure = 'forbidden' | 'missing' | 'unreachable';

/** Sorts a failed call into what pages tell apart. */
export function failureOf(error: unknown): Failure {
  switch (statusOf(error)) {
    case 401:
    case 403:
      return 'forbidden';
    case 404:
      return 'missing';
    default:
      return 'unreachable';
  }
}
