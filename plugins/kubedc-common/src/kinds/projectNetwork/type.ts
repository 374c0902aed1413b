import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A data centre VLAN granted to a project.
 *
 * @public
 */
export interface ProjectNetwork extends KubernetesObject {
  spec?: {
    org?: string;
    project?: string;
    segmentRef?: string;
    mode?: string;
    cidrBlock?: string;
    gateway?: string;
  };
  status?: {
    phase?: string;
    nadName?: string;
    attachedPorts?: number;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link ProjectNetwork}.
 *
 * @public
 */
export const projectNetworkType: ResourceType = {
  group: 'kube-dc.com',
  version: 'v1',
  resource: 'projectnetworks',
  kind: 'ProjectNetwork',
  namespaced: false,
};
