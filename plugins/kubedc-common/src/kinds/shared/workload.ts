import {
  deletingHealth,
  acceptedHealth,
  wordsOf,
  type Health,
} from '../../health';
import {
  conditionOf,
  listOf,
  numberOf,
  textOf,
  type Condition,
  type KubernetesObject,
} from '../../kubernetes';
import type { EntityKeywords, FactDeclaration, FactValue } from '../types';

/** What deployments and stateful sets have in common. */
export interface Workload extends KubernetesObject {
  spec?: {
    replicas?: number;
    template?: {
      spec?: { containers?: Array<{ name?: string; image?: string }> };
    };
  };
  status?: {
    replicas?: number;
    readyReplicas?: number;
    conditions?: Condition[];
  };
}

export const workloadFacts: readonly FactDeclaration[] = [
  { id: 'ready', title: 'Ready', type: 'text', group: 'what', column: true },
  { id: 'image', title: 'Image', type: 'text', group: 'what', column: true },
];

/** Health of a workload, from its instances. */
export function workloadHealth(workload: Workload): Health {
  const { ready, wanted } = instancesOf(workload);
  const progress = conditionOf(workload.status, 'Progressing');
  if (workload.metadata.deletionTimestamp || !workload.status) {
    return deletingHealth(workload) ?? acceptedHealth(workload);
  }
  if (wanted === 0) {
    return {
      state: 'stopped',
      label: 'Stopped',
      reason: 'Scaled to none',
      source: 'replicas',
    };
  }
  if (ready >= wanted) {
    return {
      state: 'ok',
      label: 'Running',
      reason: 'All instances are ready',
      source: 'readyReplicas',
    };
  }
  const isStuck = progress?.status === 'False';
  return {
    state: isStuck && ready === 0 ? 'error' : 'warning',
    label: ready === 0 ? 'Down' : 'Degraded',
    reason: isStuck
      ? wordsOf(progress, `${ready} of ${wanted} instances are ready`)
      : `${ready} of ${wanted} instances are ready`,
    source: 'readyReplicas',
  };
}

/** Facts of a workload. */
export function summarizeWorkload(
  workload: Workload,
): Record<string, FactValue> {
  const { ready, wanted } = instancesOf(workload);
  return {
    ready: `${ready} of ${wanted}`,
    image: imagesOf(workload).join(', ') || null,
  };
}

/** What people search a workload by. */
export function workloadKeywords(workload: Workload): EntityKeywords {
  return { image: imagesOf(workload)[0] };
}

function imagesOf(workload: Workload): string[] {
  return listOf(workload.spec?.template?.spec?.containers).flatMap(
    ({ image }) => textOf(image) ?? [],
  );
}

function instancesOf({ spec, status }: Workload) {
  return {
    ready: numberOf(status?.readyReplicas) ?? 0,
    wanted: numberOf(spec?.replicas) ?? 1,
  };
}
