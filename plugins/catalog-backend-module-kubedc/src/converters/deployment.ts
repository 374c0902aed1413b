import {
  deploymentKind,
  type Deployment,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';
import { workloadRelations } from './workload';

/**
 * A deployment as a component.
 */
export const deploymentConverter: EntityConverter<Deployment> = {
  kind: deploymentKind.id,
  convert: (workload, context) =>
    resourceEntity(
      deploymentKind,
      workload,
      context,
      workloadRelations(workload, context),
    ),
};
