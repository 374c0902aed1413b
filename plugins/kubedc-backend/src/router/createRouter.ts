import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type {
  IdentityService,
  OperationRunner,
  PlatformService,
  RightsService,
  SyncRegistry,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { ViewerService } from '../access/ViewerService';
import { OfferedOperations } from '../operations/OfferedOperations';
import { OperationsService } from '../operations/OperationsService';
import { AdminService } from '../platform/AdminService';
import { CatalogueService } from '../platform/CatalogueService';
import { InstallationService } from '../platform/InstallationService';
import { OverviewService } from '../platform/OverviewService';
import type { PlatformContexts } from '../platform/PlatformContexts';
import { ProjectViews } from '../platform/ProjectViews';
import { ResourceReader } from '../resources/ResourceReader';
import { ResourceService } from '../resources/ResourceService';
import type { RunExecutor } from '../runs/RunExecutor';
import type { RunResolver } from '../runs/RunResolver';
import type { RunStore } from '../runs/RunStore';
import { createOperationsRouter } from './operationsRouter';
import { createPlatformRouter } from './platformRouter';
import { createResourcesRouter } from './resourcesRouter';

/** What the plugin's services are made of. */
export interface RouterOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  identity: IdentityService;
  platform: PlatformService;
  rights: RightsService;
  sync: SyncRegistry;
  contexts: PlatformContexts;
  runs: RunStore;
  runners: readonly OperationRunner[];
  executor: RunExecutor;
  resolver: RunResolver;
}

/** Puts the service layer together and its routes on top. */
export function createRouter(options: RouterOptions): ExpressRouter {
  const viewers = new ViewerService(options);
  const reader = new ResourceReader(options);
  const views = new ProjectViews({ ...options, reader });
  const installations = new InstallationService({ ...options, viewers });
  const offered = new OfferedOperations(options);
  const shared = { ...options, viewers, reader, views };

  const router = Router();
  router.use(
    createOperationsRouter({
      ...options,
      operations: new OperationsService(shared),
    }),
  );
  router.use(
    createResourcesRouter({
      ...options,
      resources: new ResourceService({ ...shared, offered }),
    }),
  );
  router.use(
    createPlatformRouter({
      ...options,
      installations,
      overviews: new OverviewService(shared),
      catalogues: new CatalogueService(shared),
      admin: new AdminService({ ...shared, installations }),
    }),
  );
  return router;
}
