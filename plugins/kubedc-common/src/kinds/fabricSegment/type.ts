import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A VLAN of the data centre that the platform can hand out.
 *
 * @public
 */
export interface FabricSegment extends KubernetesObject {
  spec?: {
    driver?: string;
    vlanId?: number;
    providerNetwork?: string;
    bridge?: string;
    mtu?: number;
  };
  status?: {
    ready?: boolean;
    boundTo?: string;
    readyNodes?: string[];
    foreignObjects?: string[];
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link FabricSegment}.
 *
 * @public
 */
export const fabricSegmentType: ResourceType = {
  group: 'kube-dc.com',
  version: 'v1',
  resource: 'fabricsegments',
  kind: 'FabricSegment',
  namespaced: false,
};
