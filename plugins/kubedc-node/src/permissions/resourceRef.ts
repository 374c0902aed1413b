import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_KUBEDC_RESOURCE } from '@kubedc/backstage-plugin-kubedc-common';
import type { KubedcResource } from '@kubedc/backstage-plugin-kubedc-common';

/**
 * The part of a condition that the portal's queries understand: a property has one of some values.
 *
 * @public
 */
export interface KubedcResourceFilter {
  property: keyof KubedcResource;
  values: readonly string[];
}

/**
 * The resource type that rules on Kube-DC resources belong to. Rules of one's own are made for it with
 * `createPermissionRule` and added by a module of the `kubedc` plugin (`permissionsRegistry.addPermissionRules`).
 *
 * @public
 */
export const kubedcResourcePermissionResourceRef = createPermissionResourceRef<
  KubedcResource,
  KubedcResourceFilter
>().with({
  pluginId: 'kubedc',
  resourceType: RESOURCE_TYPE_KUBEDC_RESOURCE,
});
