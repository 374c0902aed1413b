import type { AnyOperationDeclaration } from '@kubedc/backstage-plugin-kubedc-common';

/**
 * The part of a form that is the operation's input: fields of a template bear the names of the operation's own. What
 * was left empty is left out, so that the operation's defaults apply. In the place of a secret the form has asterisks.
 */
export function operationInput(
  operation: AnyOperationDeclaration,
  form: Record<string, unknown>,
  secrets: Record<string, string> = {},
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(operation.input.shape)
      .filter(key => form[key] !== undefined && form[key] !== '')
      .map(key => [
        key,
        operation.secretFields?.includes(key)
          ? secrets[key] ?? form[key]
          : form[key],
      ]),
  );
}
