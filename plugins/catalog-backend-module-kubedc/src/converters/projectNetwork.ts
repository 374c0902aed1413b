import {
  fabricSegmentKind,
  projectNetworkKind,
  textOf,
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
    const { spec } = network;
    const organization = textOf(spec?.org);
    const project = textOf(spec?.project);
    return platformEntity(projectNetworkKind, network, context, {
      project: organization && project ? { organization, project } : undefined,
      dependsOn: refIfThere(
        fabricSegmentKind,
        undefined,
        textOf(spec?.segmentRef),
        context,
      ),
    });
  },
};
