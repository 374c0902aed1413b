import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A service: an address within the project, or outside it where it is a load balancer.
 *
 * @public
 */
export interface Service extends KubernetesObject {
  spec?: {
    type?: string;
    clusterIP?: string;
    selector?: Record<string, string>;
    ports?: Array<{ name?: string; port?: number; protocol?: string }>;
  };
  status?: {
    loadBalancer?: { ingress?: Array<{ ip?: string; hostname?: string }> };
  };
}

/**
 * Resource type of {@link Service}.
 *
 * @public
 */
export const serviceType: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'services',
  kind: 'Service',
  namespaced: true,
};

/**
 * Annotations with which a service asks for an address or a route.
 *
 * @public
 */
export const SERVICE_ANNOTATIONS = {
  bindOnDefaultGateway: 'service.nlb.kube-dc.com/bind-on-default-gw-eip',
  bindOnEip: 'service.nlb.kube-dc.com/bind-on-eip',
  exposeRoute: 'service.nlb.kube-dc.com/expose-route',
  /** The host name in use; the platform writes it. */
  routeHostname: 'service.nlb.kube-dc.com/route-hostname-status',
} as const;
