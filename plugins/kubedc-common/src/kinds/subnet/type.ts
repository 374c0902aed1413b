import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A range of addresses in a VPC or on a wire.
 *
 * @public
 */
export interface Subnet extends KubernetesObject {
  spec?: {
    vpc?: string;
    vlan?: string;
    cidrBlock?: string;
    gateway?: string;
    namespaces?: string[];
  };
  status?: {
    v4availableIPs?: number;
    v4usingIPs?: number;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link Subnet}.
 *
 * @public
 */
export const subnetType: ResourceType = {
  group: 'kubeovn.io',
  version: 'v1',
  resource: 'subnets',
  kind: 'Subnet',
  namespaced: false,
};
