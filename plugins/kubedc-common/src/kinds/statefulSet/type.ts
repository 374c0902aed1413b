import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A workload whose instances keep names and volumes.
 *
 * @public
 */
export interface StatefulSet extends KubernetesObject {
  spec?: {
    replicas?: number;
    selector?: { matchLabels?: Record<string, string> };
    template?: {
      spec?: { containers?: Array<{ name?: string; image?: string }> };
    };
  };
  status?: {
    replicas?: number;
    readyReplicas?: number;
    updatedReplicas?: number;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link StatefulSet}.
 *
 * @public
 */
export const statefulSetType: ResourceType = {
  group: 'apps',
  version: 'v1',
  resource: 'statefulsets',
  kind: 'StatefulSet',
  namespaced: true,
};
