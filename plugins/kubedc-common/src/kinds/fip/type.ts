import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * An external address mapped to one workload.
 *
 * @public
 */
export interface FloatingIp extends KubernetesObject {
  spec?: {
    ipAddress?: string;
    eip?: string;
    externalNetworkType?: string;
    vmTarget?: { vmName?: string; interfaceName?: string };
  };
  status?: {
    ready?: boolean;
    eip?: string;
    externalIP?: string;
    resolvedTargetIP?: string;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link FloatingIp}.
 *
 * @public
 */
export const floatingIpType: ResourceType = {
  group: 'kube-dc.com',
  version: 'v1',
  resource: 'fips',
  kind: 'FIp',
  namespaced: true,
};
