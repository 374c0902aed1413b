import type { KubernetesObject, ResourceType } from '../../kubernetes';
import type { ResourceClaim } from '../resourceClaim';

/**
 * What claims for devices, one for each pod of a workload, are made from.
 *
 * @public
 */
export interface ResourceClaimTemplate extends KubernetesObject {
  spec?: { spec?: ResourceClaim['spec'] };
}

/**
 * Resource type of {@link ResourceClaimTemplate}.
 *
 * @public
 */
export const resourceClaimTemplateType: ResourceType = {
  group: 'resource.k8s.io',
  version: 'v1',
  resource: 'resourceclaimtemplates',
  kind: 'ResourceClaimTemplate',
  namespaced: true,
};
