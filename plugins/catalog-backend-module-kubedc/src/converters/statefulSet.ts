import {
  statefulSetKind,
  type StatefulSet,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';
import { workloadRelations } from './workload';

/**
 * A stateful set as a component.
 */
export const statefulSetConverter: EntityConverter<StatefulSet> = {
  kind: statefulSetKind.id,
  convert: (workload, context) =>
    resourceEntity(
      statefulSetKind,
      workload,
      context,
      workloadRelations(workload, context),
    ),
};
