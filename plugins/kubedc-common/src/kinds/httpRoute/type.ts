import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A route for HTTP from a host name to services.
 *
 * @public
 */
export interface HttpRoute extends KubernetesObject {
  spec?: {
    hostnames?: string[];
    rules?: Array<{ backendRefs?: Array<{ kind?: string; name?: string }> }>;
  };
  status?: { parents?: Array<{ conditions?: Condition[] }> };
}

/**
 * Resource type of {@link HttpRoute}.
 *
 * @public
 */
export const httpRouteType: ResourceType = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  resource: 'httproutes',
  kind: 'HTTPRoute',
  namespaced: true,
};
