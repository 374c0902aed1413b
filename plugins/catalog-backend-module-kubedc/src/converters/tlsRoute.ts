import {
  tlsRouteKind,
  routeBackends,
  type TlsRoute,
} from '@kubedc/backstage-plugin-kubedc-common';
import { loadBalancerRefs } from './loadBalancers';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A route for TLS; it depends on the load balancers it leads to.
 */
export const tlsRouteConverter: EntityConverter<TlsRoute> = {
  kind: tlsRouteKind.id,
  convert: (route, context) =>
    resourceEntity(tlsRouteKind, route, context, {
      dependsOn: loadBalancerRefs(
        route.metadata.namespace,
        routeBackends(route),
        context,
      ),
    }),
};
