import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
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
  type Mirror,
} from '@kubedc/backstage-plugin-kubedc-node';
import { ConfigReader } from '@backstage/config';
import type { BenchApiServer } from './apiServer';
import { openSqlite, type BenchDatabase } from './database';

const INSTALLATION = 'bench';

/** A portal's backend with the real catalog. */
export interface BenchPortal {
  mirror: Mirror;
  url: string;
  /** Headers of a tenant's administrator. */
  headers: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts the catalog with features beside it. */
export async function startPortal(options: {
  apiServer: BenchApiServer;
  database: BenchDatabase;
  organization: string;
  features: Array<BackendFeature | Promise<{ default: BackendFeature }>>;
  config?: object;
}): Promise<BenchPortal> {
  const { apiServer, database, organization } = options;
  const data = {
    kubedc: {
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
      processingInterval: { hours: 6 },
    },
    ...options.config,
  };
  const logger = mockServices.rootLogger({ level: 'warn' });
  const platform = DefaultPlatformService.fromConfig(new ConfigReader(data), {
    logger,
  });
  const person = {
    installation: INSTALLATION,
    user: `${organization}:alice`,
    groups: [`${organization}:org-admin`],
  };
  const identity: IdentityService = {
    find: async () => person,
    require: async () => person,
  };
  const registry = createSyncRegistry();
  const others = openSqlite();
  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-catalog-backend'),
      ...options.features,
      mockServices.rootConfig.factory({ data }),
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
  return {
    mirror: platform.mirror(INSTALLATION),
    url: `http://localhost:${address.port}`,
    headers: { authorization: mockCredentials.user.header() },
    async stop() {
      await backend.stop();
      await platform.stop();
      await others.destroy();
    },
  };
}
