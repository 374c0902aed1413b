import {
  statefulSetKind,
  type StatefulSet,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A stateful set as a component.
 */
export const statefulSetConverter: EntityConverter<StatefulSet> = {
  kind: statefulSetKind.id,
  convert: (workload, context) =>
    resourceEntity(statefulSetKind, workload, context, {
      labelSelector: selectorOf(workload),
    }),
};

function selectorOf({ spec }: StatefulSet): string | undefined {
  const labels = Object.entries(spec?.selector?.matchLabels ?? {});
  return (
    labels
      .map(([label, value]) => `${label}=${value}`)
      .sort()
      .join(',') || undefined
  );
}
