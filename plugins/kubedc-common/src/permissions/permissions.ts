import {
  createPermission,
  type BasicPermission,
} from '@backstage/plugin-permission-common';

/**
 * Reading Kube-DC resources through the portal. What a person sees is further limited by their own Kubernetes rights.
 *
 * @public
 */
export const kubedcResourceReadPermission = createPermission({
  name: 'kubedc.resource.read',
  attributes: { action: 'read' },
});

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
 * The permission of one operation, `kubedc.{noun}.{verb}`.
 *
 * @public
 */
export function operationPermission(
  id: `${string}:${string}`,
  action: 'create' | 'update' | 'delete',
): BasicPermission {
  return createPermission({
    name: `kubedc.${id.replace(':', '.')}`,
    attributes: { action },
  });
}
