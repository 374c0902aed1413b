import {
  fabricSegmentKind,
  projectNetworkKind,
  type ProjectNetwork,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { platformEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A VLAN that was granted to a project; it depends on the wire behind it.
 */
export const projectNetworkConverter: EntityConverter<ProjectNetwork> = {
  kind: projectNetworkKind.id,
  convert(network, context) {
    const { org, project, segmentRef } = network.spec ?? {};
    return platformEntity(projectNetworkKind, network, context, {
      project: org && project ? { organization: org, project } : undefined,
      dependsOn: refIfThere(fabricSegmentKind, undefined, segmentRef, context),
    });
  },
};
