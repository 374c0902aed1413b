/**
 * Cause of a refusal, as the API server's `Status` lists them.
 *
 * @public
 */
export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/**
 * An answer above 399 of a Kubernetes API, in the server's own words.
 *
 * @public
 */
export class KubernetesApiError extends Error {
  readonly name = 'KubernetesApiError';
  /** HTTP status code. */
  readonly code: number;
  /** `reason` of the `Status`, for example `AlreadyExists`. */
  readonly reason: string;
  readonly causes: readonly StatusCause[];
  /** Seconds after which to try again, where the server says. */
  readonly retryAfterSeconds?: number;

  constructor(options: {
    code: number;
    reason: string;
    message: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  }) {
    super(options.message);
    this.code = options.code;
    this.reason = options.reason;
    this.causes = options.causes ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/**
 * No answer from a Kubernetes API: refused, timed out, a certificate that does not fit.
 *
 * @public
 */
export class UnreachableError extends Error {
  readonly name = 'UnreachableError';
}
