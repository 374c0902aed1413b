import {
  routeFacts,
  routeHealth,
  routeHosts,
  summarizeRoute,
} from '../shared/route';
import type { KindDefinition } from '../types';
import { httpRouteType, type HttpRoute } from './type';

export * from './type';

/**
 * Routes for HTTP.
 *
 * @public
 */
export const httpRouteKind: KindDefinition<HttpRoute> = {
  id: 'httpRoute',
  type: httpRouteType,
  scope: 'project',
  title: { singular: 'HTTP route', plural: 'HTTP routes' },
  path: 'http-routes',
  entity: { kind: 'Resource', type: 'route', prefix: 'route' },
  listed: false,
  facts: routeFacts,
  supporting: [],
  health: routeHealth,
  summarize: route => summarizeRoute(route),
  keywords: route => ({ hosts: routeHosts(route) }),
  operations: [],
};
