import {
  routeFacts,
  routeHealth,
  routeHosts,
  summarizeRoute,
} from '../shared/route';
import type { KindDefinition } from '../types';
import { tlsRouteType, type TlsRoute } from './type';

export * from './type';

/**
 * Routes for TLS that is passed through.
 *
 * @public
 */
export const tlsRouteKind: KindDefinition<TlsRoute> = {
  id: 'tlsRoute',
  type: tlsRouteType,
  scope: 'project',
  title: { singular: 'TLS route', plural: 'TLS routes' },
  path: 'tls-routes',
  entity: { kind: 'Resource', type: 'route', prefix: 'route' },
  listed: false,
  facts: routeFacts,
  supporting: [],
  health: routeHealth,
  summarize: route => summarizeRoute(route),
  keywords: route => ({ hosts: routeHosts(route) }),
  operations: [],
};
