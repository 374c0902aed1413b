import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';
import type { QuotaPair } from '../organization/type';

/**
 * A boundary for workloads inside an organization.
 *
 * @public
 */
export interface Project extends KubernetesObject {
  spec?: {
    /** IPv4 network in CIDR notation. */
    cidrBlock?: string;
    egressNetworkType?: string;
    gwLanIp?: string;
  };
  status?: {
    ready?: boolean;
    /** Backing namespace. */
    namespace?: string;
    conditions?: Condition[];
    quotaUsage?: {
      cpu?: QuotaPair;
      memory?: QuotaPair;
      storage?: QuotaPair;
      pods?: QuotaPair;
      /** RFC 3339. */
      lastUpdated?: string;
      perProjectQuotaSet?: boolean;
    };
  };
}

/**
 * Resource type of {@link Project}.
 *
 * @public
 */
export const projectType: ResourceType = {
  group: 'kube-dc.com',
  version: 'v1',
  resource: 'projects',
  kind: 'Project',
  namespaced: true,
};
