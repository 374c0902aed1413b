import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * Used and allowed amount of a quota dimension as quantities; an empty `used` means unknown.
 *
 * @public
 */
export interface QuotaPair {
  used?: string;
  hard?: string;
}

/**
 * A tenant.
 *
 * @public
 */
export interface Organization extends KubernetesObject {
  spec?: { description?: string; email?: string };
  status?: {
    ready?: boolean;
    quotaPlanId?: string;
    quotaUsage?: {
      cpu?: QuotaPair;
      memory?: QuotaPair;
      storage?: QuotaPair;
      objectStorage?: QuotaPair;
      pods?: QuotaPair;
      publicIPv4?: QuotaPair;
      /** RFC 3339. */
      lastUpdated?: string;
    };
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link Organization}.
 *
 * @public
 */
export const organizationType: ResourceType = {
  group: 'kube-dc.com',
  version: 'v1',
  resource: 'organizations',
  kind: 'Organization',
  namespaced: true,
};

/**
 * Annotations with an organization's billing state, written by the platform.
 *
 * @public
 */
export const BILLING_ANNOTATIONS = {
  planId: 'billing.kube-dc.com/plan-id',
  planName: 'billing.kube-dc.com/plan-name',
  subscription: 'billing.kube-dc.com/subscription',
} as const;
