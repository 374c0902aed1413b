import { vpcKind, type Vpc } from '@kubedc/backstage-plugin-kubedc-common';
import { projectOfNamespaces } from './namespaces';
import { platformEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * The private network of a project.
 */
export const vpcConverter: EntityConverter<Vpc> = {
  kind: vpcKind.id,
  convert: (vpc, context) =>
    platformEntity(vpcKind, vpc, context, {
      project: projectOfNamespaces(vpc.spec?.namespaces, context),
    }),
};
