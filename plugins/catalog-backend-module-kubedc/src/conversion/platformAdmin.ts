import type { GroupEntity } from '@backstage/catalog-model';
import { platformAdminPartsOf } from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { locationAnnotations } from './baseAnnotations';

/** The group of an installation's administrators; it owns what belongs to no organization. */
export function platformAdminGroup(installation: Installation): GroupEntity {
  const { namespace, name } = platformAdminPartsOf(installation);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      namespace,
      name,
      title: 'Platform administrators',
      description: `Operate ${installation.title}`,
      annotations: locationAnnotations(installation, 'platform-admin'),
    },
    spec: {
      type: 'platform-administrators',
      profile: { displayName: 'Platform administrators' },
      children: [],
    },
  };
}
