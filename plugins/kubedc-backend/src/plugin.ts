import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  kubedcIdentityServiceRef,
  kubedcPlatformServiceRef,
  kubedcRightsServiceRef,
  kubedcSyncRegistryRef,
  operationRunners,
} from '@kubedc/backstage-plugin-kubedc-node';
import { AuditStore } from './audit/AuditStore';
import { AuditTrail } from './audit/AuditTrail';
import { readRetention } from './audit/readRetention';
import { scheduleAuditTasks } from './audit/scheduleAuditTasks';
import { PersonTokens } from './access/PersonTokens';
import { PolicyService } from './access/PolicyService';
import { registerPermissions } from './access/registerPermissions';
import { createGrantService } from './grants/createGrantService';
import { scheduleGrantTasks } from './grants/scheduleGrantTasks';
import { openDatabase } from './database/openDatabase';
import { createRouter } from './router/createRouter';
import { RateLimits, readRequestLimits } from './router/RateLimits';
import { PlatformContexts } from './platform/PlatformContexts';
import { CatalogGate } from './runs/CatalogGate';
import { RunExecutor } from './runs/RunExecutor';
import { RunIdentities } from './runs/RunIdentities';
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
        config: coreServices.rootConfig,
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
        auditor,
        config,
        database,
        httpRouter,
        permissionsRegistry,
        scheduler,
        ...services
      }) {
        registerPermissions(permissionsRegistry, services.platform);
        const policy = new PolicyService({ ...services, permissionsRegistry });
        const knex = await openDatabase(database);
        const runs = new RunStore(knex);
        const auditStore = new AuditStore(knex);
        const audit = new AuditTrail({ ...services, auditor, auditStore });
        const runners = operationRunners;
        const contexts = new PlatformContexts(services);
        const executor = new RunExecutor({ ...services, runs });
        const gate = new CatalogGate(services);
        const shared = {
          ...services,
          audit,
          auditStore,
          runs,
          runners,
          contexts,
          executor,
          gate,
        };
        const grantService = createGrantService({ ...services, config, knex });
        const identities = new RunIdentities({
          ...services,
          grants: grantService,
        });
        const resolver = new RunResolver({ ...shared, identities });
        await scheduleGrantTasks({ scheduler, grants: grantService });
        await scheduleRunTasks({ scheduler, runs, resolver });
        await scheduleAuditTasks({
          ...shared,
          scheduler,
          retentionMs: readRetention(config),
        });
        httpRouter.use(
          createRouter({
            ...shared,
            policy,
            resolver,
            grantService,
            tokens: new PersonTokens(),
            limits: new RateLimits(readRequestLimits(config)),
          }),
        );
      },
    });
  },
});
