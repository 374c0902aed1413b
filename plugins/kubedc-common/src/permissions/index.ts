import type { Permission } from '@backstage/plugin-permission-common';
import { operationRegistry } from '../kinds/registry';
import {
  kubedcAdminReadPermission,
  kubedcResourceReadPermission,
} from './permissions';

export {
  kubedcAdminReadPermission,
  kubedcResourceReadPermission,
} from './permissions';

/**
 * Every permission of the Kube-DC plugins: reading, the operators' pages and one for each operation.
 *
 * @public
 */
export const kubedcPermissions: readonly Permission[] = [
  kubedcResourceReadPermission,
  kubedcAdminReadPermission,
  ...operationRegistry.all().map(operation => operation.permission),
];
