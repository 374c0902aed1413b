/** The `Status` object of a refused request. */
export type KubeStatus = {
  kind?: string;
  status?: string;
  message?: string;
  reason?: string;
  code?: number;
  details?: { causes?: { field?: string; message?: string }[] };
};

/** A request that the Kubernetes API refused. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly status: KubeStatus;

  constructor(code: number, status: KubeStatus) {
    super(status.message ?? `the API server answered ${code}`);
    this.name = 'ApiError';
    this.code = code;
    this.reason = status.reason ?? '';
    this.status = status;
  }
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 404;

export const isAlreadyExists = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.code === 409 &&
  error.reason === 'AlreadyExists';

export const isConflict = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.code === 409 &&
  error.reason !== 'AlreadyExists';

export const isGone = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 410;
