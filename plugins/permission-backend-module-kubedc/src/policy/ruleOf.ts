import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
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
import {
  kubedcResourceReadPermission,
  RESOURCE_TYPE_KUBEDC_RESOURCE,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Audience, KubedcPolicyOptions } from './PolicyOptions';

/**
 * How a permission is decided: for an audience, or
 *
 * - `entity-read`, `entity-change`: by what the catalog entity stands for
 * - `resource-read`, `resource-change`: by where the Kube-DC resource is
 * - `operation`: for members, and whoever may operate installations that are everybody's
 * - `creator`: for whoever started the task
 */
export type Rule =
  | Audience
  | 'entity-read'
  | 'entity-change'
  | 'resource-read'
  | 'resource-change'
  | 'operation'
  | 'creator';

const CONDITIONAL = new Map<string, Rule>([
  [catalogEntityReadPermission.name, 'entity-read'],
  [catalogEntityRefreshPermission.name, 'entity-change'],
  [catalogEntityDeletePermission.name, 'entity-change'],
  [kubedcResourceReadPermission.name, 'resource-read'],
]);

const BY_NAME = new Map<string, Rule>([
  // The stock tab asks these; which objects it gets, the service locator decides.
  [kubernetesClustersReadPermission.name, 'members'],
  [kubernetesResourcesReadPermission.name, 'members'],
  [kubernetesProxyPermission.name, 'operators'],
  // Both run any template text one hands in, with the backend's own reach.
  [templateDryRunPermission.name, 'operators'],
  [templateManagementPermission.name, 'operators'],
  // Of which organization, the audit trail decides.
  ['kubedc.audit.read', 'members'],
]);

const BY_PREFIX: ReadonlyArray<[string, Rule]> = [
  // Registering an entity is claiming a name, an owner and annotations.
  ['catalog.', 'operators'],
  ['kubernetes.', 'operators'],
  ['kubedc.admin.', 'operators'],
  ['kubedc.', 'operation'],
];

function configuredByPrefix(
  name: string,
  permissions: KubedcPolicyOptions['permissions'],
): Audience | undefined {
  const [longest] = Object.keys(permissions)
    .filter(key => key.endsWith('*') && key !== '*')
    .filter(key => name.startsWith(key.slice(0, -1)))
    .sort((a, b) => b.length - a.length);
  return permissions[longest];
}

/** How a permission is decided. */
export function ruleOf(
  permission: Permission,
  permissions: KubedcPolicyOptions['permissions'],
): Rule {
  const { name } = permission;
  const conditional = CONDITIONAL.get(name);
  if (conditional) {
    return conditional;
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_KUBEDC_RESOURCE)) {
    return 'resource-change';
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    return 'creator';
  }
  // The more is said, the earlier it holds, so that a word for many never opens what is closed for a reason of its own.
  return (
    permissions[name] ??
    BY_NAME.get(name) ??
    configuredByPrefix(name, permissions) ??
    BY_PREFIX.find(([prefix]) => name.startsWith(prefix))?.[1] ??
    permissions['*'] ??
    'everybody'
  );
}
