import { ApiError, KubeStatus } from '../runtime/errors';

type Details = {
  name?: string;
  group?: string;
  kind?: string;
  causes?: { message: string }[];
};

/** A refusal in KubeVirt's own words. */
export class SubresourceError extends Error {
  readonly code: number;
  readonly status: KubeStatus & { apiVersion: string };
  /** Set where KubeVirt answers in plain text instead of with a `Status`. */
  readonly isPlainText: boolean;

  constructor(
    code: number,
    reason: string,
    message: string,
    options: { details?: Details; isPlainText?: boolean } = {},
  ) {
    super(message);
    this.code = code;
    this.isPlainText = options.isPlainText ?? false;
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      ...(options.details ? { details: options.details } : {}),
      code,
    } as KubeStatus & { apiVersion: string };
  }
}

const detailsOf = (resource: string, name: string): Details => ({
  name,
  group: 'kubevirt.io',
  kind: resource,
});

/** The machine is in a state that does not allow it. */
export function conflict(
  resource: string,
  name: string,
  message: string,
): SubresourceError {
  return new SubresourceError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resource}.kubevirt.io "${name}": ${message}`,
    { details: detailsOf(resource, name) },
  );
}

export function notFound(resource: string, name: string): SubresourceError {
  return new SubresourceError(
    404,
    'NotFound',
    `${resource}.kubevirt.io "${name}" not found`,
    { details: detailsOf(resource, name) },
  );
}

export function forbidden(
  resource: string,
  name: string,
  message: string,
): SubresourceError {
  return new SubresourceError(
    403,
    'Forbidden',
    `${resource}.kubevirt.io "${name}" is forbidden: ${message}`,
    { details: detailsOf(resource, name) },
  );
}

export function badRequest(message: string): SubresourceError {
  return new SubresourceError(400, 'BadRequest', message);
}

/** Something that KubeVirt asked for was refused or went wrong. */
export function internalError(message: string): SubresourceError {
  return new SubresourceError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    { details: { causes: [{ message }] } },
  );
}

/** Passes on what the API server finds wrong with an object, in its own words. */
export function passInvalid(error: unknown): never {
  throw error instanceof ApiError && error.code === 422
    ? new SubresourceError(error.code, error.reason, error.message)
    : error;
}

/**
 * The same refusal as reads of the guest agent and of the screen answer it:
 * always 500 and in plain text.
 */
export function asPlainText(refusal: SubresourceError): SubresourceError {
  return new SubresourceError(500, 'InternalError', refusal.message, {
    isPlainText: true,
  });
}
