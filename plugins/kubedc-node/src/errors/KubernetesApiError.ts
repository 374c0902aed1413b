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

  /**
   * Status code with which Backstage's error middleware answers: the API server's own, but not its 401. That one means
   * the portal's account, and a browser would take it for the end of the person's session.
   */
  get statusCode(): number {
    return this.code === 401 ? 502 : this.code;
  }
}

/**
 * No answer from a Kubernetes API: refused, timed out, a certificate that does not fit.
 *
 * @public
 */
export class UnreachableError extends Error {
  readonly name = 'UnreachableError';
  /** Status code with which Backstage's error middleware answers. */
  readonly statusCode = 503;
}
