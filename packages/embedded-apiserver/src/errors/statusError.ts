import { GroupKind, GroupResource, qualified } from '../types';
import { goQuote } from '../util/goQuote';
import { FieldError } from './fieldError';

/** One cause of a refusal. */
export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** The body of a refusal: a Kubernetes `Status`. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
  code?: number;
}

/** A request that is refused, with the `Status` that says so. */
export class StatusError extends Error {
  readonly status: Status;

  constructor(
    readonly code: number,
    reason: string,
    message: string,
    details?: Status['details'],
  ) {
    super(message);
    this.name = 'StatusError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason && { reason }),
      ...(details && { details }),
      code,
    };
  }
}

function detailsOf(resource: GroupResource, name?: string) {
  return {
    ...(name && { name }),
    ...(resource.group && { group: resource.group }),
    kind: resource.resource,
  };
}

function resourceName(resource: GroupResource): string {
  return qualified(resource.resource, resource.group);
}

export function notFound(resource: GroupResource, name: string): StatusError {
  return new StatusError(
    404,
    'NotFound',
    `${resourceName(resource)} ${goQuote(name)} not found`,
    detailsOf(resource, name),
  );
}

/** No such path, group, version or resource. */
export function unknownResource(): StatusError {
  return new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

/** A path that nothing answers for; said in plain text, not as a `Status`. */
export class PathNotFound extends StatusError {
  constructor(readonly text = '404 page not found\n') {
    super(404, 'NotFound', '404 page not found');
    this.name = 'PathNotFound';
  }
}

export function alreadyExists(
  resource: GroupResource,
  name: string,
  isBeingDeleted = false,
): StatusError {
  return new StatusError(
    409,
    'AlreadyExists',
    `${isBeingDeleted ? 'object is being deleted: ' : ''}${resourceName(
      resource,
    )} ${goQuote(name)} already exists`,
    detailsOf(resource, name),
  );
}

export function conflict(
  resource: GroupResource,
  name: string,
  why: string,
): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resourceName(resource)} ${goQuote(
      name,
    )}: ${why}`,
    detailsOf(resource, name),
  );
}

export const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

export function forbidden(
  resource: GroupResource,
  name: string,
  why: string,
  causes?: StatusCause[],
): StatusError {
  let message = `forbidden: ${why}`;
  if (resource.resource) {
    message = name
      ? `${resourceName(resource)} ${goQuote(name)} is forbidden: ${why}`
      : `${resourceName(resource)} is forbidden: ${why}`;
  }
  return new StatusError(403, 'Forbidden', message, {
    ...(resource.resource ? detailsOf(resource, name) : {}),
    ...(causes && { causes }),
  });
}

export function invalidObject(
  kind: GroupKind,
  name: string,
  errors: FieldError[],
): StatusError {
  const texts = [...new Set(errors.map(e => `${e.field}: ${e.body}`))];
  const joined = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError(
    422,
    'Invalid',
    `${qualified(kind.kind, kind.group)} ${goQuote(
      name,
    )} is invalid: ${joined}`,
    {
      ...(name && { name }),
      ...(kind.group && { group: kind.group }),
      ...(kind.kind && { kind: kind.kind }),
      causes: errors.map(e => ({
        reason: e.type,
        message: e.body,
        field: e.field,
      })),
    },
  );
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function methodNotSupported(
  resource: GroupResource,
  action: string,
): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    `${action} is not supported on resources of kind ${goQuote(
      resourceName(resource),
    )}`,
    detailsOf(resource),
  );
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message);
}

export function unprocessablePatch(): StatusError {
  return new StatusError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}

export function internalError(cause: string): StatusError {
  return new StatusError(
    500,
    'InternalError',
    `Internal error occurred: ${cause}`,
    { causes: [{ message: cause }] },
  );
}

/** Part of the real API that this server leaves out on purpose. */
export function notImplemented(what: string): StatusError {
  return new StatusError(
    501,
    'NotImplemented',
    `${what} is not implemented by the embedded API server`,
  );
}

export function unsupportedMediaType(
  mediaType: string,
  accepted: string[],
): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
    mediaType ? undefined : {},
  );
}

/** A list or watch in a form that there is not. */
export function noRepresentation(available: string[]): StatusError {
  return new StatusError(
    406,
    'NotAcceptable',
    `406: Not Acceptable\n\nAvailable representations: ${available.join(', ')}`,
    {},
  );
}

export function notAcceptable(accepted: string[]): StatusError {
  return new StatusError(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${accepted.join(', ')}`,
  );
}

export function requestEntityTooLarge(
  limit: number,
  what = `limit is ${limit}`,
): StatusError {
  return new StatusError(
    413,
    'RequestEntityTooLarge',
    `Request entity too large: ${what}`,
  );
}

export function timeout(
  message: string,
  retryAfterSeconds: number,
): StatusError {
  return new StatusError(504, 'Timeout', `Timeout: ${message}`, {
    retryAfterSeconds,
  });
}
