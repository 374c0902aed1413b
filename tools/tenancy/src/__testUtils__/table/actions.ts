import type { World } from '../portal/World';
import { everybody, type Ask, type Outcomes } from './types';
import { CALLERS, isSignedIn } from '../people';

/** Plugins whose actions agents get, as the configuration names them. */
export const SOURCES = ['auth', 'catalog', 'scaffolder', 'kubedc'];

const vm = { kind: 'Resource', namespace: 'acme-prod', name: 'vm.legacy-erp' };

/**
 * What each action is asked with; an action without a row fails. What comes back is searched for what is not the
 * caller's, as everything is.
 */
const INPUTS: Record<string, Record<string, unknown>> = {
  'auth:who-am-i': {},
  'catalog:get-catalog-entity': vm,
  'catalog:query-catalog-entities': { query: { kind: 'Resource' } },
  'catalog:refresh-catalog-entity': {
    entityRef: 'resource:acme-prod/vm.web-1',
  },
  'catalog:get-catalog-model-description': {},
  'catalog:validate-entity': { entity: 'kind: Component' },
  'catalog:register-entity': { locationUrl: 'https://example.com/x.yaml' },
  'catalog:unregister-entity': { type: { locationId: 'none' } },
  'scaffolder:list-scaffolder-actions': {},
  'scaffolder:list-scaffolder-tasks': {},
  'scaffolder:get-scaffolder-task-logs': { taskId: 'none' },
  'scaffolder:dry-run-template': { template: 'kind: Template', values: {} },
  'scaffolder:execute-template': {
    templateRef: 'template:default/create-bucket',
    values: {},
  },
};

const ANYTHING = [200, 201, 400, 403, 404, 405, 406, 409, 500];

/** Actions whose answers have examples in them. */
const DOCUMENTATION = [
  'catalog:get-catalog-model-description',
  'scaffolder:list-scaffolder-actions',
];

/** Whatever it answers, 401 is for those who are not known. */
const ANY: Outcomes = everybody(ANYTHING, {
  service: ANYTHING,
  none: [401, 403],
});

/** Ids of all actions that somebody may use. */
export async function actionIds(world: World): Promise<string[]> {
  const ids = new Set<string>();
  for (const source of SOURCES) {
    for (const caller of CALLERS.filter(isSignedIn)) {
      const { body } = await world.ask<{ actions?: Array<{ id: string }> }>(
        caller,
        {
          path: `/api/${source}/.backstage/actions/v1/actions`,
        },
      );
      for (const { id } of body.actions ?? []) ids.add(id);
    }
  }
  return [...ids].sort();
}

/** Actions that no row speaks of. */
export function actionsWithoutRow(ids: readonly string[]): string[] {
  return ids.filter(id => !(id in INPUTS));
}

/** What agents can do, and the door they come through. */
export function actionAsks(): Ask[] {
  return [
    ...Object.entries(INPUTS).map(
      ([id, input]): Ask => ({
        title: `action ${id}`,
        question: () => ({
          method: 'POST',
          path: `/api/${
            id.split(':')[0]
          }/.backstage/actions/v1/actions/${encodeURIComponent(id)}/invoke`,
          body: input,
        }),
        outcomes: ANY,
        documentation: DOCUMENTATION.includes(id),
      }),
    ),
    {
      title: 'POST /api/mcp-actions/v1',
      question: () => ({
        method: 'POST',
        path: '/api/mcp-actions/v1',
        headers: { accept: 'application/json, text/event-stream' },
        body: {
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'catalog.get-catalog-entity', arguments: vm },
        },
      }),
      outcomes: ANY,
    },
  ];
}
