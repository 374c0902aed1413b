import {
  createPermission,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_KUBEDC_RESOURCE } from './resource';

/**
 * A permission on Kube-DC resources; a policy may answer it with conditions.
 *
 * @public
 */
export type KubedcResourcePermission = ResourcePermission<
  typeof RESOURCE_TYPE_KUBEDC_RESOURCE
>;

/** What an operation does to its target. */
export type OperationAction = 'create' | 'update' | 'delete';

function resourcePermission(
  action: 'read' | OperationAction,
): KubedcResourcePermission {
  return createPermission({
    name: `kubedc.resource.${action}`,
    attributes: { action },
    resourceType: RESOURCE_TYPE_KUBEDC_RESOURCE,
  });
}

/**
 * Reading Kube-DC resources through the portal. What a person sees is further limited by their own Kubernetes rights.
 *
 * @public
 */
export const kubedcResourceReadPermission = resourcePermission('read');

/**
 * Creating resources, whichever operation does it. The resource that is asked about does not exist yet.
 *
 * @public
 */
export const kubedcResourceCreatePermission = resourcePermission('create');

/**
 * Changing resources, whichever operation does it.
 *
 * @public
 */
export const kubedcResourceUpdatePermission = resourcePermission('update');

/**
 * Deleting resources, whichever operation does it.
 *
 * @public
 */
export const kubedcResourceDeletePermission = resourcePermission('delete');

/**
 * The pages for the platform's operators.
 *
 * @public
 */
export const kubedcAdminReadPermission = createPermission({
  name: 'kubedc.admin.read',
  attributes: { action: 'read' },
});

/**
 * The audit trail. What a person sees of it is further limited: operators see all, an organization's administrators what
 * happened in theirs, others nothing.
 *
 * @public
 */
export const kubedcAuditReadPermission = createPermission({
  name: 'kubedc.audit.read',
  attributes: { action: 'read' },
});

/**
 * The permission of one operation, `kubedc.{noun}.{verb}`.
 *
 * @public
 */
export function operationPermission(
  id: `${string}:${string}`,
  action: OperationAction,
): BasicPermission {
  return createPermission({
    name: `kubedc.${id.replace(':', '.')}`,
    attributes: { action },
  });
}

const BY_ACTION = {
  create: kubedcResourceCreatePermission,
  update: kubedcResourceUpdatePermission,
  delete: kubedcResourceDeletePermission,
};

/**
 * The permission that an operation needs on its target, beside its own: what it does decides.
 *
 * @throws TypeError when the operation's permission has no action.
 * @public
 */
export function targetPermissionOf(operation: {
  id: string;
  permission: BasicPermission;
}): KubedcResourcePermission {
  const { action } = operation.permission.attributes;
  if (!action || action === 'read') {
    throw new TypeError(
      `The permission of '${operation.id}' does not say whether it creates, updates or deletes`,
    );
  }
  return BY_ACTION[action];
}
