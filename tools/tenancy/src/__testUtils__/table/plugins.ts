import { PERSON_OF } from '../people';
import { everybody, type Ask } from './types';

/** What is served beside the above, and what a person has there of their own. */
export function pluginAsks(): Ask[] {
  return [
    {
      title: 'GET /api/events/bus/v1/subscriptions/:id/events',
      question: () => ({
        path: '/api/events/bus/v1/subscriptions/none/events',
      }),
      // Between backends only.
      outcomes: everybody(403, { service: 404 }),
    },
    {
      title: 'POST /api/events/bus/v1/events',
      question: () => ({
        method: 'POST',
        path: '/api/events/bus/v1/events',
        body: {
          event: {
            topic: 'kubedc.people',
            payload: { userEntityRef: 'user:acme/mallory' },
          },
        },
      }),
      outcomes: everybody(403, { service: [201, 204] }),
    },
    {
      title: 'PUT /api/events/bus/v1/subscriptions/:id',
      question: () => ({
        method: 'PUT',
        path: '/api/events/bus/v1/subscriptions/matrix',
        body: { topics: ['kubedc.people'] },
      }),
      outcomes: everybody(403, { service: [200, 201] }),
    },
    {
      title: 'GET /api/notifications/notifications',
      question: () => ({ path: '/api/notifications/notifications' }),
      outcomes: everybody(200),
    },
    {
      title: 'POST /api/notifications/notifications to everybody',
      question: () => ({
        method: 'POST',
        path: '/api/notifications/notifications',
        body: {
          recipients: { type: 'broadcast' },
          payload: { title: 'Hello' },
        },
      }),
      // What people are told, only the portal's own parts say.
      outcomes: everybody(403, { service: 200 }),
    },
    {
      title: 'GET /api/auth/v1/userinfo',
      question: () => ({ path: '/api/auth/v1/userinfo' }),
      outcomes: everybody([200, 403], { service: [400, 401, 403] }),
    },
    {
      title: 'GET /api/auth/kubedc/identity',
      question: () => ({ path: '/api/auth/kubedc/identity' }),
      // Of the very token that asks, and nobody else's.
      outcomes: everybody(200, { service: [401, 403, 404] }),
      inspect({ caller, answer }) {
        expect(JSON.stringify(answer.body)).toContain(`:${PERSON_OF[caller]}`);
      },
    },
    {
      title: 'GET /api/techdocs of the tenant',
      question: () => ({
        path: '/api/techdocs/metadata/entity/acme-prod/resource/vm.web-1',
      }),
      outcomes: everybody([200, 403, 404], { service: [200, 404] }),
      inspect({ caller, answer }) {
        if (caller === 'otherTenant') expect(answer.status).not.toBe(200);
      },
    },
    {
      title: 'GET /api/proxy',
      question: () => ({ path: '/api/proxy/anything' }),
      outcomes: everybody(404, { service: 404 }),
    },
  ];
}

/** Why each part of the portal's backend is covered; a part that is not named here fails. */
export const FEATURES: Record<string, string> = {
  '@backstage/plugin-proxy-backend': 'a row: no endpoint is configured',
  '@backstage/plugin-auth-backend': 'a row, and every sign-in of this suite',
  '@kubedc/backstage-plugin-auth-backend-module-kubedc': 'every sign-in',
  '@backstage/plugin-permission-backend': 'a row, and asked by all the others',
  '@kubedc/backstage-plugin-permission-backend-module-kubedc':
    'asked by all the others',
  '@backstage/plugin-catalog-backend': 'rows of the catalog',
  '@backstage/plugin-catalog-backend-module-scaffolder-entity-model':
    'no routes: templates are in the rows of the catalog',
  '@backstage/plugin-catalog-backend-module-logs': 'no routes',
  '@kubedc/backstage-plugin-catalog-backend-module-kubedc':
    'rows of the catalog',
  '@kubedc/backstage-plugin-catalog-backend-module-kubedc/model': 'no routes',
  '@backstage/plugin-scaffolder-backend': 'rows of the scaffolder',
  '@backstage/plugin-scaffolder-backend-module-notifications':
    'no routes: the row of notifications',
  '@kubedc/backstage-plugin-scaffolder-backend-module-kubedc':
    'rows of the scaffolder',
  '@backstage/plugin-techdocs-backend': 'a row',
  '@backstage/plugin-search-backend': 'rows of search',
  '@backstage/plugin-search-backend-module-pg': 'rows of search',
  '@backstage/plugin-search-backend-module-catalog': 'rows of search',
  '@kubedc/backstage-plugin-search-backend-module-kubedc': 'rows of search',
  '@backstage/plugin-search-backend-module-techdocs': 'rows of search',
  '@backstage/plugin-kubernetes-backend': 'rows of the Kubernetes plugin',
  '@kubedc/backstage-plugin-kubernetes-backend-module-kubedc':
    'rows of the Kubernetes plugin',
  '@backstage/plugin-user-settings-backend': 'rows',
  '@backstage/plugin-events-backend': 'rows',
  '@backstage/plugin-notifications-backend': 'rows',
  '@backstage/plugin-signals-backend': 'the test of its WebSocket',
  '@backstage/plugin-mcp-actions-backend': 'rows of the actions',
  '@kubedc/backstage-plugin-kubedc-backend': 'rows of every route',
};
