import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import { searchKeyOf } from './annotations';

/**
 * Entities that stand for something on a Kube-DC platform, whichever.
 *
 * @public
 */
export const isFromKubedc = createPermissionRule({
  name: 'IS_FROM_KUBEDC',
  description: 'Allow entities that come from a Kube-DC platform',
  resourceRef: catalogEntityPermissionResourceRef,
  apply: entity =>
    entity.metadata.annotations?.[KUBEDC_ANNOTATIONS.installation] !==
    undefined,
  toQuery: () => ({ key: searchKeyOf(KUBEDC_ANNOTATIONS.installation) }),
});
