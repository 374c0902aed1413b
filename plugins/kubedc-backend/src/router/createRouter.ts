import type {
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  IdentityService,
  OperationRunner,
  PlatformService,
  RightsService,
  SyncRegistry,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Router as ExpressRouter } from 'express';
import type { PersonTokens } from '../access/PersonTokens';
import type { PolicyService } from '../access/PolicyService';
import { ViewerService } from '../access/ViewerService';
import { AuditReader } from '../audit/AuditReader';
import type { AuditStore } from '../audit/AuditStore';
import type { AuditTrail } from '../audit/AuditTrail';
import { OperationAudit } from '../audit/OperationAudit';
import type { GrantService } from '../grants/GrantService';
import { TaskGrants } from '../grants/TaskGrants';
import { OfferedOperations } from '../operations/OfferedOperations';
import { OperationRights } from '../operations/OperationRights';
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
import { createAuditHandlers } from './auditHandlers';
import { createGrantHandlers } from './grantHandlers';
import { mountRoutes } from './mountRoutes';
import { createOperationHandlers } from './operationHandlers';
import { createPlatformHandlers } from './platformHandlers';
import type { RateLimits } from './RateLimits';
import { createResourceHandlers } from './resourceHandlers';
import { createRightsHandlers } from './rightsHandlers';
import { routes, type Handlers } from './routes';

/** What the plugin's services are made of. */
export interface RouterOptions {
  audit: AuditTrail;
  auditStore: AuditStore;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  policy: PolicyService;
  identity: IdentityService;
  platform: PlatformService;
  rights: RightsService;
  sync: SyncRegistry;
  contexts: PlatformContexts;
  runs: RunStore;
  runners: readonly OperationRunner[];
  executor: RunExecutor;
  resolver: RunResolver;
  grantService: GrantService;
  tokens: PersonTokens;
  limits: RateLimits;
}

/** Puts the service layer together, behind every route there is. */
function createHandlers(options: RouterOptions): Handlers {
  const viewers = new ViewerService(options);
  const reader = new ResourceReader(options);
  const views = new ProjectViews({ ...options, reader });
  const installations = new InstallationService({ ...options, viewers });
  const operationRights = new OperationRights({ ...options, viewers });
  const offered = new OfferedOperations({ ...options, operationRights });
  const grants = new TaskGrants({
    ...options,
    viewers,
    grants: options.grantService,
  });
  const shared = { ...options, grants, viewers, reader, views };

  return {
    ...createOperationHandlers({
      ...options,
      operationAudit: new OperationAudit(options),
      operations: new OperationsService(shared),
    }),
    ...createRightsHandlers({ operationRights }),
    ...createGrantHandlers(shared),
    ...createAuditHandlers({ reader: new AuditReader(shared) }),
    ...createResourceHandlers({
      resources: new ResourceService({ ...shared, offered }),
    }),
    ...createPlatformHandlers({
      installations,
      overviews: new OverviewService(shared),
      catalogues: new CatalogueService(shared),
      admin: new AdminService({ ...shared, installations }),
    }),
  };
}

/** All routes, served. */
export function createRouter(options: RouterOptions): ExpressRouter {
  return mountRoutes(routes, createHandlers(options), options);
}
