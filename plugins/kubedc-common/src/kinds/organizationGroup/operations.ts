import type { AnyOperationDeclaration } from '../../operations/types';

/** Groups are shown; the portal does not change them. */
export const organizationGroupOperations: readonly AnyOperationDeclaration[] =
  [];
