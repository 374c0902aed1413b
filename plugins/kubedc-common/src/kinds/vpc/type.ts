import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * The private network of a project.
 *
 * @public
 */
export interface Vpc extends KubernetesObject {
  spec?: { namespaces?: string[] };
  status?: { standby?: boolean; subnets?: string[]; conditions?: Condition[] };
}

/**
 * Resource type of {@link Vpc}.
 *
 * @public
 */
export const vpcType: ResourceType = {
  group: 'kubeovn.io',
  version: 'v1',
  resource: 'vpcs',
  kind: 'Vpc',
  namespaced: false,
};
