import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { kubedcPermissions } from '@kubedc/backstage-plugin-kubedc-common';
import {
  kubedcIdentityServiceRef,
  kubedcPlatformServiceRef,
  kubedcRightsServiceRef,
  operationRunners,
} from '@kubedc/backstage-plugin-kubedc-node';
import { openDatabase } from './database/openDatabase';
import { createRouter } from './router/createRouter';
import { deleteOldRuns } from './runs/deleteOldRuns';
import { RunStore } from './runs/RunStore';

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
        auditor: coreServices.auditor,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        identity: kubedcIdentityServiceRef,
        platform: kubedcPlatformServiceRef,
        rights: kubedcRightsServiceRef,
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
        await deleteOldRuns({ scheduler, runs });
        httpRouter.use(
          createRouter({ ...services, runs, runners: operationRunners }),
        );
      },
    });
  },
});
