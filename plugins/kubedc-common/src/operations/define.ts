import type { AnyOperationDeclaration } from './types';

/**
 * Declares an operation and keeps the exact types of its input and output.
 *
 * @public
 */
export function defineOperation<T extends AnyOperationDeclaration>(
  declaration: T,
): T {
  return declaration;
}
