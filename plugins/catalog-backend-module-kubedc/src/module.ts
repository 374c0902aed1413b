import {
  coreServices,
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  kubedcPlatformServiceRef,
  kubedcSyncRegistryRef,
} from '@kubedc/backstage-plugin-kubedc-node';
import { readCatalogSettings } from './config/readCatalogSettings';
import { CatalogMetrics } from './metrics/CatalogMetrics';
import { entityConverters } from './converters';
import type { LeaseTimes } from './database/Lease';
import { migrate } from './database/migrate';
import { KubedcEntityProvider } from './providers/KubedcEntityProvider';
import { KubedcPeopleProvider } from './providers/KubedcPeopleProvider';
import { selectConverters } from './selectConverters';

/** The module; only tests need other times than the default ones. */
export function createModule(leaseTimes?: LeaseTimes): BackendFeature {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'kubedc',
    register(env) {
      env.registerInit({
        deps: {
          catalog: catalogProcessingExtensionPoint,
          config: coreServices.rootConfig,
          database: coreServices.database,
          events: eventsServiceRef,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          metrics: metricsServiceRef,
          platform: kubedcPlatformServiceRef,
          scheduler: coreServices.scheduler,
          sync: kubedcSyncRegistryRef,
        },
        async init({ catalog, config, database, lifecycle, metrics, ...deps }) {
          const catalogMetrics = new CatalogMetrics(metrics);
          const settings = readCatalogSettings(config);
          const knex = await migrate(database);
          const providers = KubedcEntityProvider.fromPlatform({
            ...deps,
            knex,
            settings,
            metrics: catalogMetrics,
            converters: selectConverters(
              entityConverters,
              settings,
              deps.logger,
            ),
            leaseTimes,
          });
          catalogMetrics.observe(providers.map(({ measured }) => measured));
          catalog.addEntityProvider(
            providers,
            KubedcPeopleProvider.fromPlatform({ ...deps, knex, settings }),
          );
          lifecycle.addShutdownHook(async () => {
            await Promise.all(providers.map(provider => provider.stop()));
          });
        },
      });
    },
  });
}

/**
 * Brings the organizations, projects and resources of the configured Kube-DC installations, and the people who sign in
 * to them, into the catalog.
 *
 * @public
 */
export const catalogModuleKubedc = createModule();
