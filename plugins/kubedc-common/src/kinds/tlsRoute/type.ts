import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A route for TLS, passed through from a host name to services.
 *
 * @public
 */
export interface TlsRoute extends KubernetesObject {
  spec?: {
    hostnames?: string[];
    rules?: Array<{ backendRefs?: Array<{ kind?: string; name?: string }> }>;
  };
  status?: { parents?: Array<{ conditions?: Condition[] }> };
}

/**
 * Resource type of {@link TlsRoute}.
 *
 * @public
 */
export const tlsRouteType: ResourceType = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  resource: 'tlsroutes',
  kind: 'TLSRoute',
  namespaced: true,
};
