import type { World } from '../portal/World';
import type { OpenApiAnswer } from './answers';

/** Backstage's own plugins that tell which routes they have. */
const DESCRIBED = [
  'catalog',
  'scaffolder',
  'search',
  'events',
  'notifications',
];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The row of each route of these plugins, by method and path; a route without a row fails. */
export const STOCK_ROWS: Record<string, string> = {
  'get /api/catalog/entities': 'GET /api/catalog/entities',
  'get /api/catalog/entities/by-query': 'GET /api/catalog/entities/by-query',
  'post /api/catalog/entities/by-query':
    'POST /api/catalog/entities/by-query of the tenant',
  'get /api/catalog/entity-facets': 'GET /api/catalog/entity-facets',
  'post /api/catalog/entity-facets': 'POST /api/catalog/entity-facets',
  'get /api/catalog/entities/by-uid/{uid}':
    'GET /api/catalog/entities/by-uid of the tenant',
  'delete /api/catalog/entities/by-uid/{uid}':
    'DELETE /api/catalog/entities/by-uid of the tenant',
  'get /api/catalog/entities/by-name/{kind}/{namespace}/{name}':
    'GET /api/catalog/entities/by-name of the tenant',
  'get /api/catalog/entities/by-name/{kind}/{namespace}/{name}/ancestry':
    'GET /api/catalog/entities/by-name/ancestry of the tenant',
  'post /api/catalog/entities/by-refs':
    'POST /api/catalog/entities/by-refs of the tenant',
  'post /api/catalog/refresh': 'POST /api/catalog/refresh of the tenant',
  'get /api/catalog/locations': 'GET /api/catalog/locations',
  'post /api/catalog/locations': 'POST /api/catalog/locations',
  'post /api/catalog/locations/by-query':
    'POST /api/catalog/locations/by-query',
  'get /api/catalog/locations/{id}': 'GET /api/catalog/locations/:id',
  'put /api/catalog/locations/{id}': 'PUT /api/catalog/locations/:id',
  'delete /api/catalog/locations/{id}': 'DELETE /api/catalog/locations/:id',
  'get /api/catalog/locations/by-entity/{kind}/{namespace}/{name}':
    'GET /api/catalog/locations/by-entity of the tenant',
  'post /api/catalog/analyze-location': 'POST /api/catalog/analyze-location',
  'post /api/catalog/validate-entity': 'POST /api/catalog/validate-entity',

  'get /api/scaffolder/v2/templates/{namespace}/{kind}/{name}/parameter-schema':
    'GET /api/scaffolder/v2/templates/…/parameter-schema',
  'get /api/scaffolder/v2/actions': 'GET /api/scaffolder/v2/actions',
  'get /api/scaffolder/v2/tasks': 'GET /api/scaffolder/v2/tasks',
  'post /api/scaffolder/v2/tasks':
    'POST /api/scaffolder/v2/tasks to make a bucket of the tenant',
  'get /api/scaffolder/v2/tasks/{taskId}': 'GET /api/scaffolder/v2/tasks/:id',
  'post /api/scaffolder/v2/tasks/{taskId}/cancel':
    'POST /api/scaffolder/v2/tasks/:id/cancel',
  'post /api/scaffolder/v2/tasks/{taskId}/retry':
    'POST /api/scaffolder/v2/tasks/:id/retry',
  'get /api/scaffolder/v2/tasks/{taskId}/events':
    'GET /api/scaffolder/v2/tasks/:id/events',
  'post /api/scaffolder/v2/dry-run': 'POST /api/scaffolder/v2/dry-run',
  'post /api/scaffolder/v2/autocomplete/{provider}/{resource}':
    'POST /api/scaffolder/v2/autocomplete',
  'get /api/scaffolder/v2/templating-extensions':
    'GET /api/scaffolder/v2/templating-extensions',

  'get /api/search/query': "GET /api/search/query for ''",

  'post /api/events/bus/v1/events': 'POST /api/events/bus/v1/events',
  'put /api/events/bus/v1/subscriptions/{subscriptionId}':
    'PUT /api/events/bus/v1/subscriptions/:id',
  'get /api/events/bus/v1/subscriptions/{subscriptionId}/events':
    'GET /api/events/bus/v1/subscriptions/:id/events',

  'get /api/notifications/notifications':
    'GET /api/notifications/notifications',
  'post /api/notifications/notifications':
    'POST /api/notifications/notifications to everybody',
  'post /api/notifications/notifications/update':
    'POST /api/notifications/notifications/update of another',
  'get /api/notifications/notifications/{id}':
    'GET /api/notifications/notifications/:id of another',
  'get /api/notifications/status': 'GET /api/notifications/status',
  'get /api/notifications/settings': 'GET /api/notifications/settings',
  'post /api/notifications/settings': 'POST /api/notifications/settings',
  'get /api/notifications/topics': 'GET /api/notifications/topics',
  // The same handlers under addresses of before.
  'get /api/notifications/': 'GET /api/notifications/notifications',
  'post /api/notifications/':
    'POST /api/notifications/notifications to everybody',
  'post /api/notifications/update':
    'POST /api/notifications/notifications/update of another',
  'get /api/notifications/{id}':
    'GET /api/notifications/notifications/:id of another',
};

/** All routes of these plugins, as they are served. */
export async function stockRoutes(world: World): Promise<string[]> {
  const routes: string[] = [];
  for (const plugin of DESCRIBED) {
    const { body } = await world.ask<OpenApiAnswer>('operator', {
      path: `/api/${plugin}/openapi.json`,
    });
    for (const [path, item] of Object.entries(body.paths)) {
      for (const method of METHODS.filter(each => each in item)) {
        routes.push(`${method} ${path}`);
      }
    }
  }
  return routes;
}
