import type { AnyOperationDeclaration } from '@kubedc/backstage-plugin-kubedc-common';

/** Input without the fields that may hold secrets. */
export function withoutSecrets(
  declaration: AnyOperationDeclaration,
  input: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(
      ([field]) => !declaration.secretFields?.includes(field),
    ),
  );
}

/** Texts in the input that must not be shown. */
export function secretsIn(
  declaration: AnyOperationDeclaration,
  input: Record<string, unknown>,
): string[] {
  return (declaration.secretFields ?? [])
    .map(field => input[field])
    .filter((value): value is string => typeof value === 'string' && !!value);
}
