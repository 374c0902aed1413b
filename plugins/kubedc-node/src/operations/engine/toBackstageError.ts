import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { KubernetesApiError, UnreachableError } from '../../errors';
import { FieldError } from './FieldError';

/**
 * Finds the input field that a path in a Kubernetes object, for example `spec.storage[0].size`, was made from: the
 * last of its segments that is the name of an input field.
 */
function inputFieldOf(path: string, fields: readonly string[]) {
  const segments = path
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .reverse();
  return segments.find(segment => fields.includes(segment));
}

function invalid(error: KubernetesApiError, fields: readonly string[]) {
  const cause = error.causes.find(({ field }) => field && field !== '<nil>');
  if (!cause?.field) {
    return new InputError(error.message);
  }
  const field = inputFieldOf(cause.field, fields) ?? cause.field;
  return new FieldError(field, cause.message ?? error.message);
}

function fromKubernetes(error: KubernetesApiError, fields: readonly string[]) {
  const { code, message } = error;
  if (code === 401 || code === 403) {
    return new NotAllowedError(message);
  }
  if (code === 404) {
    return new NotFoundError(message);
  }
  if (code === 409 || code === 410 || code === 412) {
    const isNameTaken = error.reason === 'AlreadyExists';
    return Object.assign(
      new ConflictError(message),
      isNameTaken && fields.includes('name') ? { field: 'name' } : {},
    );
  }
  if (code === 429 || code >= 500) {
    return new ServiceUnavailableError(message);
  }
  return invalid(error, fields);
}

/**
 * Turns what talking to a Kubernetes API throws into the errors Backstage answers with, keeping the API server's own
 * sentence: 400 and 422 become an `InputError` that names the field where a cause does, 401 and 403 a
 * `NotAllowedError`, 404 a `NotFoundError`, 409 a `ConflictError`, 429, 5xx and no answer a `ServiceUnavailableError`.
 * Everything else is handed back as it is.
 *
 * @param fields - names of the operation's input fields, which causes are mapped to
 * @public
 */
export function toBackstageError(
  error: unknown,
  fields: readonly string[] = [],
): Error {
  if (error instanceof KubernetesApiError) {
    return fromKubernetes(error, fields);
  }
  if (error instanceof UnreachableError) {
    return new ServiceUnavailableError(error.message);
  }
  return isError(error) ? error : new Error(String(error));
}
