import {
  httpRouteKind,
  routeBackends,
  type HttpRoute,
} from '@kubedc/backstage-plugin-kubedc-common';
import { loadBalancerRefs } from './loadBalancers';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A route for HTTP; it depends on the load balancers it leads to.
 */
export const httpRouteConverter: EntityConverter<HttpRoute> = {
  kind: httpRouteKind.id,
  convert: (route, context) =>
    resourceEntity(httpRouteKind, route, context, {
      dependsOn: loadBalancerRefs(
        route.metadata.namespace,
        routeBackends(route),
        context,
      ),
    }),
};
