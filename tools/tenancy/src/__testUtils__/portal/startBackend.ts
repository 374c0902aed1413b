import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ConfigSources,
  FileConfigSource,
  StaticConfigSource,
} from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';
import { freePorts } from '@kubedc/real-apiserver/programs';
import { resolve } from 'node:path';
import { portalFeatures } from './features';

const ROOT = resolve(__dirname, '../../../../..');

/** What the backend says while it runs; `info` helps to see why something is refused. */
const LOG_LEVEL = process.env.TENANCY_LOG === 'info' ? 'info' : 'none';

/** Token of a plugin of another backend. */
export const SERVICE_TOKEN = 'a-service-that-is-trusted';

/** What differs from the configuration that the repository ships. */
function overrides(port: number): JsonObject {
  return {
    backend: {
      baseUrl: `http://localhost:${port}`,
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: SERVICE_TOKEN, subject: 'tenancy-matrix' },
          },
        ],
      },
    },
    // One process needs no bus, and its long polls would keep it from ending.
    events: { useEventBus: 'never' },
    catalog: {
      locations: [
        {
          type: 'file',
          target: resolve(ROOT, 'templates/all.yaml'),
          rules: [{ allow: ['Location', 'Template'] }],
        },
      ],
    },
    search: {
      collators: {
        catalog: {
          schedule: {
            initialDelay: { seconds: 1 },
            frequency: { seconds: 1 },
            timeout: { minutes: 1 },
          },
        },
      },
    },
  };
}

/** The portal's whole backend, of the packages and with the configuration that `npm start` uses, in this process. */
export async function startBackend(environment: Record<string, string>) {
  const [port] = await freePorts(1);
  const variables: Record<string, string> = {
    ...environment,
    BACKEND_PORT: String(port),
  };
  const config = await ConfigSources.toConfig(
    ConfigSources.merge([
      FileConfigSource.create({
        path: resolve(ROOT, 'app-config.yaml'),
        substitutionFunc: async name => variables[name],
      }),
      StaticConfigSource.create({ data: overrides(port) }),
    ]),
  );
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  backend.add(mockServices.rootLogger.factory({ level: LOG_LEVEL }));
  for (const name of portalFeatures()) {
    backend.add(import(name) as Promise<{ default: BackendFeature }>);
  }
  await backend.start();
  return {
    url: `http://localhost:${port}`,
    async stop() {
      await backend.stop();
      config.close();
    },
  };
}
