import type {
  BasicPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { operationRegistry } from '../kinds/registry';
import {
  kubedcAdminReadPermission,
  kubedcAuditReadPermission,
  kubedcResourceCreatePermission,
  kubedcResourceDeletePermission,
  kubedcResourceReadPermission,
  kubedcResourceUpdatePermission,
  type KubedcResourcePermission,
} from './permissions';

export {
  kubedcAdminReadPermission,
  kubedcAuditReadPermission,
  kubedcResourceCreatePermission,
  kubedcResourceDeletePermission,
  kubedcResourceReadPermission,
  kubedcResourceUpdatePermission,
  targetPermissionOf,
} from './permissions';
export type { KubedcResourcePermission } from './permissions';
export * from './resource';

/**
 * The permissions on resources, which a policy may answer with conditions.
 *
 * @public
 */
export const kubedcResourcePermissions: readonly KubedcResourcePermission[] = [
  kubedcResourceReadPermission,
  kubedcResourceCreatePermission,
  kubedcResourceUpdatePermission,
  kubedcResourceDeletePermission,
];

/**
 * The permissions that are about no resource: the operators' pages, and one for each operation.
 *
 * @public
 */
export const kubedcBasicPermissions: readonly BasicPermission[] = [
  kubedcAdminReadPermission,
  kubedcAuditReadPermission,
  ...operationRegistry.all().map(({ permission }) => permission),
];

/**
 * Every permission of the Kube-DC plugins.
 *
 * @public
 */
export const kubedcPermissions: readonly Permission[] = [
  ...kubedcResourcePermissions,
  ...kubedcBasicPermissions,
];
