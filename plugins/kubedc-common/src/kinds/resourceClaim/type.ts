import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A claim for devices such as a share of a GPU.
 *
 * @public
 */
export interface ResourceClaim extends KubernetesObject {
  spec?: {
    devices?: {
      requests?: Array<{
        name?: string;
        exactly?: { deviceClassName?: string; count?: number };
      }>;
    };
  };
  status?: { allocation?: object; reservedFor?: Array<{ name?: string }> };
}

/**
 * Resource type of {@link ResourceClaim}.
 *
 * @public
 */
export const resourceClaimType: ResourceType = {
  group: 'resource.k8s.io',
  version: 'v1',
  resource: 'resourceclaims',
  kind: 'ResourceClaim',
  namespaced: true,
};
