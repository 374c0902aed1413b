import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  kubedcIdentityServiceRef,
  kubedcPlatformServiceRef,
  kubedcSyncRegistryRef,
  createSyncRegistry,
  DefaultPlatformService,
  type IdentityService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { BenchApiServer } from './apiServer';
import { openSqlite, type BenchDatabase } from './database';
import type { Person } from './platform/people';

/** Name of the installation that is measured. */
export const INSTALLATION = 'bench';

/** A portal's backend with the real catalog. */
export interface BenchPortal {
  url: string;
  /** Runs a scheduled task now; nothing scheduled runs by itself. */
  runTask(id: string): Promise<void>;
  /** Headers of requests by one of its people, or without one by a service. */
  headersOf(person?: Person): Record<string, string>;
  /** Answers of the portal as one of its people; without one as a service would get it. */
  fetch<T>(path: string, options?: { as?: Person; body?: object }): Promise<T>;
  stop(): Promise<void>;
}

function identityOf(people: readonly Person[]): IdentityService {
  const byRef = new Map(people.map(person => [person.ref, person]));
  const find = async (credentials: BackstageCredentials) => {
    const { userEntityRef } = credentials.principal as {
      userEntityRef?: string;
    };
    const person = byRef.get(userEntityRef ?? '');
    return (
      person && {
        installation: INSTALLATION,
        user: person.user,
        groups: person.groups,
      }
    );
  };
  return {
    find,
    async require(credentials) {
      const identity = await find(credentials);
      if (!identity) {
        throw new Error('Nobody of this platform asks');
      }
      return identity;
    },
  };
}

/** Starts the catalog with features beside it. */
export async function startPortal(options: {
  apiServer: BenchApiServer;
  database: BenchDatabase;
  people: readonly Person[];
  features: Array<BackendFeature | Promise<{ default: BackendFeature }>>;
  /** False to keep the catalog from processing what it is given. */
  processing: boolean;
  config?: JsonObject;
}): Promise<BenchPortal> {
  const { apiServer, database } = options;
  const data = {
    kubedc: {
      // One person stands for many here.
      limits: { readsPerMinute: 1_000_000 },
      installations: {
        [INSTALLATION]: {
          url: apiServer.url,
          token: apiServer.token,
          caFile: apiServer.caFile,
        },
      },
    },
    catalog: {
      stitchingStrategy: { pollingInterval: { milliseconds: 200 } },
      processingInterval: options.processing ? { hours: 6 } : false,
    },
    ...options.config,
  };
  const logger = mockServices.rootLogger({ level: 'warn' });
  const platform = DefaultPlatformService.fromConfig(new ConfigReader(data), {
    logger,
  });
  const identity = identityOf(options.people);
  const registry = createSyncRegistry();
  const scheduler = mockServices.scheduler();
  const others = openSqlite();
  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-catalog-backend'),
      ...options.features,
      mockServices.rootConfig.factory({ data }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        // The other plugins' tables are of no interest here.
        factory: ({ plugin }) =>
          mockServices.database({
            knex: plugin.getId() === 'catalog' ? database.knex : others.knex,
          }),
      }),
      createServiceFactory({
        service: kubedcPlatformServiceRef,
        deps: {},
        factory: () => platform,
      }),
      createServiceFactory({
        service: kubedcIdentityServiceRef,
        deps: {},
        factory: () => identity,
      }),
      createServiceFactory({
        service: kubedcSyncRegistryRef,
        deps: {},
        factory: () => registry,
      }),
    ],
  });
  const address = backend.server.address();
  if (!address || typeof address === 'string') {
    throw new Error('The backend does not listen');
  }
  const url = `http://localhost:${address.port}`;
  const headersOf = (person?: Person) => ({
    authorization: person
      ? mockCredentials.user.header(person.ref)
      : mockCredentials.service.header(),
    'content-type': 'application/json',
  });
  return {
    url,
    headersOf,
    runTask: id => scheduler.triggerTask(id),
    async fetch<T>(
      path: string,
      { as, body }: { as?: Person; body?: object } = {},
    ) {
      const answer = await fetch(`${url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: headersOf(as),
        body: body && JSON.stringify(body),
      });
      if (!answer.ok) {
        throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      }
      return (await answer.json()) as T;
    },
    async stop() {
      await backend.stop();
      await platform.stop();
      await others.destroy();
    },
  };
}
