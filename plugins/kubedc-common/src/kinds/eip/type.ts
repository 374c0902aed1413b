import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * An external address.
 *
 * @public
 */
export interface Eip extends KubernetesObject {
  spec?: { externalNetworkType?: string; childRef?: string };
  status?: {
    ready?: boolean;
    ipAddress?: string;
    ownershipType?: string;
    owners?: Array<{ type?: string; ownerRef?: string }>;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link Eip}.
 *
 * @public
 */
export const eipType: ResourceType = {
  group: 'kube-dc.com',
  version: 'v1',
  resource: 'eips',
  kind: 'EIp',
  namespaced: true,
};
