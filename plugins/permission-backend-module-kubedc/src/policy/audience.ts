import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_SCAFFOLDER_TASK,
  templateDryRunPermission,
  templateManagementPermission,
} from '@backstage/plugin-scaffolder-common/alpha';

/**
 * Who a permission is for.
 *
 * - `everybody`: all who are signed in
 * - `member`: those who signed in with a platform; what they may do there, the platform decides
 * - `reader`: whoever may see the entity
 * - `creator`: whoever started the task
 * - `operator`: those who run the platform
 */
export type Audience =
  | 'everybody'
  | 'member'
  | 'reader'
  | 'creator'
  | 'operator';

const BY_NAME = new Map<string, Audience>([
  [catalogEntityReadPermission.name, 'reader'],
  // The stock tab asks these; which objects it gets, the service locator decides.
  [kubernetesClustersReadPermission.name, 'member'],
  [kubernetesResourcesReadPermission.name, 'member'],
  [kubernetesProxyPermission.name, 'operator'],
  // Both run any template text one hands in, with the backend's own reach.
  [templateDryRunPermission.name, 'operator'],
  [templateManagementPermission.name, 'operator'],
]);

const BY_PREFIX: ReadonlyArray<[string, Audience]> = [
  // Registering an entity is claiming a name, an owner and annotations.
  ['catalog.', 'operator'],
  ['kubernetes.', 'operator'],
  ['kubedc.admin.', 'operator'],
  ['kubedc.', 'member'],
];

export function audienceOf(permission: Permission): Audience {
  const named = BY_NAME.get(permission.name);
  if (named) {
    return named;
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    return 'creator';
  }
  const prefixed = BY_PREFIX.find(([prefix]) =>
    permission.name.startsWith(prefix),
  );
  return prefixed ? prefixed[1] : 'everybody';
}
