import {
  listOf,
  resourceClaimKind,
  resourceClaimTemplateKind,
  textOf,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import type { ResourceRelations } from './resource';
import type { ConverterContext } from './types';
import { volumeRefs } from './volumes';

/** What deployments and stateful sets have in common. */
interface Workload extends KubernetesObject {
  spec?: {
    selector?: { matchLabels?: Record<string, string> };
    template?: {
      spec?: {
        containers?: unknown[];
        resourceClaims?: Array<{
          resourceClaimName?: string;
          resourceClaimTemplateName?: string;
        }>;
        volumes?: Array<{ persistentVolumeClaim?: { claimName?: string } }>;
      };
    };
  };
}

/** A workload depends on the volumes and GPU claims that its pods name; its labels select these pods. */
export function workloadRelations(
  workload: Workload,
  context: ConverterContext,
): ResourceRelations {
  const { namespace } = workload.metadata;
  const pod = workload.spec?.template?.spec;
  return {
    labelSelector: selectorOf(workload),
    dependsOn: [
      ...listOf(pod?.volumes).flatMap(({ persistentVolumeClaim }) =>
        volumeRefs(
          namespace,
          textOf(persistentVolumeClaim?.claimName),
          context,
        ),
      ),
      ...listOf(pod?.resourceClaims).flatMap(claim => [
        ...refIfThere(
          resourceClaimKind,
          namespace,
          textOf(claim.resourceClaimName),
          context,
        ),
        ...refIfThere(
          resourceClaimTemplateKind,
          namespace,
          textOf(claim.resourceClaimTemplateName),
          context,
        ),
      ]),
    ],
  };
}

function selectorOf({ spec }: Workload): string | undefined {
  const labels = Object.entries(spec?.selector?.matchLabels ?? {});
  return (
    labels
      .map(([label, value]) => `${label}=${value}`)
      .sort()
      .join(',') || undefined
  );
}
