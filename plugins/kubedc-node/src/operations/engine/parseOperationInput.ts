import type {
  AnyOperationDeclaration,
  OperationInput,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ZodIssue } from 'zod/v3';
import { FieldError } from './FieldError';

function toFieldError(issue: ZodIssue, operation: string): FieldError {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0]].join('.');
    return new FieldError(field, `${operation} takes no such field`);
  }
  if (issue.code === 'invalid_type' && issue.received === 'undefined') {
    return new FieldError(path || 'input', 'A value is required');
  }
  return new FieldError(path || 'input', issue.message);
}

/**
 * Parses an operation's input by its declaration. Unknown fields are refused rather than dropped: a field that was
 * misspelt must not silently become its default.
 *
 * @throws a {@link FieldError} for the first field that does not fit.
 * @public
 */
export function parseOperationInput<T extends AnyOperationDeclaration>(
  declaration: T,
  input: unknown,
): OperationInput<T> {
  const result = declaration.input.strict().safeParse(input);
  if (!result.success) {
    throw toFieldError(result.error.issues[0], declaration.id);
  }
  return result.data as OperationInput<T>;
}
