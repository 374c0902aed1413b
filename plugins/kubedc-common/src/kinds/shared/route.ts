import { readinessHealth, type Health } from '../../health';
import { conditionOf, listOf, textOf, type Condition } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { FactDeclaration, FactValue } from '../types';

/**
 * What the kinds of routes have in common.
 *
 * @public
 */
export interface Route extends KubernetesObject {
  spec?: {
    hostnames?: string[];
    rules?: Array<{ backendRefs?: Array<{ kind?: string; name?: string }> }>;
  };
  status?: { parents?: Array<{ conditions?: Condition[] }> };
}

export const routeFacts: readonly FactDeclaration[] = [
  {
    id: 'host',
    title: 'Host names',
    type: 'address',
    group: 'reach',
    column: true,
  },
  {
    id: 'backends',
    title: 'Services',
    type: 'text',
    group: 'what',
    column: true,
  },
];

/** Health of a route, from what its gateways say. */
export function routeHealth(route: Route): Health {
  const parents = listOf(route.status?.parents);
  const conditions = parents.flatMap(parent => listOf(parent.conditions));
  return readinessHealth(route, {
    ready: parents.length
      ? parents.every(
          parent => conditionOf(parent, 'Accepted')?.status === 'True',
        ) && conditions.every(({ status }) => status !== 'False')
      : undefined,
    conditions,
    order: ['Accepted', 'ResolvedRefs'],
    ok: 'The gateway serves it',
    waiting: 'Waiting for the gateway',
  });
}

/** Host names of a route. */
export function routeHosts({ spec }: Route): string[] {
  return (Array.isArray(spec?.hostnames) ? spec.hostnames : []).filter(
    host => typeof host === 'string',
  );
}

/**
 * Names of the services a route leads to, each once.
 *
 * @public
 */
export function routeBackends({ spec }: Route): string[] {
  return [
    ...new Set(
      listOf(spec?.rules).flatMap(rule =>
        listOf(rule.backendRefs).flatMap(({ name }) => textOf(name) ?? []),
      ),
    ),
  ];
}

/** Facts of a route. */
export function summarizeRoute(route: Route): Record<string, FactValue> {
  return {
    host: routeHosts(route).join(', ') || null,
    backends: routeBackends(route).join(', ') || null,
  };
}
