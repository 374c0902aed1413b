import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { kubedcPermissions } from '@kubedc/backstage-plugin-kubedc-common';
import {
  kubedcIdentityServiceRef,
  kubedcPlatformServiceRef,
  kubedcRightsServiceRef,
  kubedcSyncRegistryRef,
  operationRunners,
} from '@kubedc/backstage-plugin-kubedc-node';
import { openDatabase } from './database/openDatabase';
import { createRouter } from './router/createRouter';
import { PlatformContexts } from './platform/PlatformContexts';
import { CatalogGate } from './runs/CatalogGate';
import { RunExecutor } from './runs/RunExecutor';
import { RunResolver } from './runs/RunResolver';
import { RunStore } from './runs/RunStore';
import { scheduleRunTasks } from './runs/scheduleRunTasks';

/**
 * The `kubedc` backend plugin: Kube-DC's resources and operations for the portal's pages, templates and other plugins.
 *
 * @public
 */
export const kubedcPlugin = createBackendPlugin({
  pluginId: 'kubedc',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        auditor: coreServices.auditor,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        catalog: catalogServiceRef,
        identity: kubedcIdentityServiceRef,
        platform: kubedcPlatformServiceRef,
        rights: kubedcRightsServiceRef,
        sync: kubedcSyncRegistryRef,
      },
      async init({
        database,
        httpRouter,
        permissionsRegistry,
        scheduler,
        ...services
      }) {
        permissionsRegistry.addPermissions([...kubedcPermissions]);
        const runs = new RunStore(await openDatabase(database));
        const runners = operationRunners;
        const contexts = new PlatformContexts(services);
        const executor = new RunExecutor({ ...services, runs });
        const gate = new CatalogGate(services);
        const shared = { ...services, runs, runners, contexts, executor, gate };
        const resolver = new RunResolver(shared);
        await scheduleRunTasks({ scheduler, runs, resolver });
        httpRouter.use(createRouter({ ...shared, resolver }));
      },
    });
  },
});
