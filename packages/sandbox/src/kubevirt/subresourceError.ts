import { KubeStatus } from '../runtime/errors';

/** A refusal in KubeVirt's own words. */
export class SubresourceError extends Error {
  readonly code: number;
  readonly status: KubeStatus & { apiVersion: string };

  constructor(code: number, reason: string, message: string) {
    super(message);
    this.code = code;
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      message,
      reason,
      code,
    };
  }
}

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
  );
}

export function notFound(resource: string, name: string): SubresourceError {
  return new SubresourceError(
    404,
    'NotFound',
    `${resource}.kubevirt.io "${name}" not found`,
  );
}

export function badRequest(message: string): SubresourceError {
  return new SubresourceError(400, 'BadRequest', message);
}
