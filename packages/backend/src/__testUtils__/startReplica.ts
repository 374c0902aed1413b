import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { orderVmTemplate } from './orderVmTemplate';
import { APP_ORIGIN, type Session } from './signInAtPortal';

/** What all replicas of a portal have in common. */
export interface SharedByReplicas {
  /** The database of a plugin. */
  knexOf: (plugin: string) => Promise<Knex>;
  installation: JsonObject;
}

/**
 * One of several backends of a portal. What they share is the databases and the configuration, as with replicas of a
 * Deployment; tokens, keys and sessions are the real ones.
 */
export async function startReplica(options: {
  shared: SharedByReplicas;
  /** Whether it works on tasks of the scaffolder. */
  tasks: boolean;
}) {
  const { shared, tasks } = options;
  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-auth-backend'),
      import('@kubedc/backstage-plugin-auth-backend-module-kubedc'),
      import('@backstage/plugin-events-backend'),
      import('@backstage/plugin-catalog-backend'),
      import(
        '@backstage/plugin-catalog-backend-module-scaffolder-entity-model'
      ),
      import('@kubedc/backstage-plugin-catalog-backend-module-kubedc'),
      import('@backstage/plugin-scaffolder-backend'),
      import('@kubedc/backstage-plugin-scaffolder-backend-module-kubedc'),
      import('@kubedc/backstage-plugin-kubedc-backend'),
      orderVmTemplate,
      authServiceFactory,
      httpAuthServiceFactory,
      eventsServiceFactory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: async ({ plugin }) =>
          mockServices.database({ knex: await shared.knexOf(plugin.getId()) }),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: APP_ORIGIN },
          backend: { baseUrl: 'http://localhost' },
          auth: {
            environment: 'development',
            session: { secret: 'a-secret-that-all-of-the-replicas-have' },
            providers: {
              kubedc: {
                development: {
                  // The address of the portal, behind which they all are.
                  callbackUrl: 'http://localhost/api/auth/kubedc/handler/frame',
                },
              },
            },
          },
          catalog: {
            stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
          },
          ...(!tasks && { scaffolder: { concurrentTasksLimit: 0 } }),
          kubedc: { installations: { sandbox: shared.installation } },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;

  return {
    url,
    /** Calls as somebody's browser does. */
    async call(
      session: Session,
      method: 'GET' | 'POST',
      path: string,
      body?: object,
    ) {
      const response = await fetch(`${url}/api/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${session.backstageToken}`,
          'content-type': 'application/json',
          ...(path.startsWith('kubedc/') && {
            'kubedc-token': session.accessToken,
          }),
        },
        body: body && JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    stop: () => backend.stop(),
  };
}

export type Replica = Awaited<ReturnType<typeof startReplica>>;
