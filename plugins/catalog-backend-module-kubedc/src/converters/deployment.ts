import {
  deploymentKind,
  type Deployment,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A deployment as a component.
 */
export const deploymentConverter: EntityConverter<Deployment> = {
  kind: deploymentKind.id,
  convert: (workload, context) =>
    resourceEntity(deploymentKind, workload, context, {
      labelSelector: selectorOf(workload),
    }),
};

function selectorOf({ spec }: Deployment): string | undefined {
  const labels = Object.entries(spec?.selector?.matchLabels ?? {});
  return (
    labels
      .map(([label, value]) => `${label}=${value}`)
      .sort()
      .join(',') || undefined
  );
}
