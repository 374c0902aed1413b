import type { AnyOperationDeclaration } from '@kubedc/backstage-plugin-kubedc-common';

/**
 * The part of a form that is the operation's input: fields of a template bear the names of the operation's own. What
 * was left empty is left out, so that the operation's defaults apply.
 */
export function operationInput(
  operation: AnyOperationDeclaration,
  form: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(operation.input.shape)
      .filter(key => form[key] !== undefined && form[key] !== '')
      .map(key => [key, form[key]]),
  );
}
