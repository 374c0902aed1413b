import type { AnyOperationDeclaration } from '../../operations/types';

/** Organizations are made by the platform's operators outside the portal. */
export const organizationOperations: readonly AnyOperationDeclaration[] = [];
