import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AdminOverview,
  AuditList,
  AuditOutcome,
  AuditScope,
  DryRunResult,
  GrantRequest,
  GrantView,
  HealthState,
  InstallationView,
  OperationRequest,
  OperationRun,
  OsImage,
  Overview,
  PlatformOffers,
  ResourceDetail,
  ResourceList,
  RightsAnswer,
  RightsQuestion,
  SyncReport,
} from '@kubedc/backstage-plugin-kubedc-common';

/**
 * Which objects of a kind a list answers, in which order.
 *
 * @public
 */
export interface ResourceListQuery {
  /** Part of a name, project or fact; case does not matter. */
  search?: string;
  /** Projects as `{organization}/{project}`. */
  project?: string;
  installation?: string;
  health?: readonly HealthState[];
  /** `name`, `project`, `organization`, `health`, `createdAt` or the id of a fact. */
  sort?: string;
  order?: 'asc' | 'desc';
  /** At most this many objects. */
  limit?: number;
  /** Objects left out before the first one answered. */
  offset?: number;
}

/**
 * Which events of the audit trail are asked for; all of these hold.
 *
 * @public
 */
export interface AuditQuery {
  installation?: string;
  organization?: string;
  /** `{organization}/{project}`. */
  project?: string;
  /** Backstage user, for example `user:acme/alice`. */
  actor?: string;
  /** Operation id, for example `vm:create`. */
  operation?: string;
  /** `id` of the kind. */
  kind?: string;
  name?: string;
  outcome?: AuditOutcome;
  /** RFC 3339: started at this moment or later. */
  from?: string;
  /** RFC 3339: started before this moment. */
  to?: string;
  /** Part of the actor, the object's name, the project, the operation or the reason; case does not matter. */
  text?: string;
}

/**
 * Names one object of the platform.
 *
 * @public
 */
export interface ObjectTarget {
  installation: string;
  /** `id` of the kind. */
  kind: string;
  /** Absent where the kind lives in no namespace. */
  namespace?: string;
  name: string;
}

/**
 * The `kubedc` backend as pages see it. Every call is made as the signed-in person; every method throws a
 * `ResponseError` when the backend answers with an error.
 *
 * @public
 */
export interface KubedcApi {
  getInstallations(): Promise<InstallationView[]>;
  getOverview(): Promise<Overview>;
  /** For operators; a 403 for everybody else. */
  getAdminOverview(): Promise<AdminOverview>;
  /** How each installation gets into the catalog. For operators; a 403 for everybody else. */
  getSync(): Promise<SyncReport>;
  /** What of the audit trail the person may read; for most people that is nothing. */
  getAuditScope(): Promise<AuditScope>;
  /** Newest first; a 403 for who may read nothing of it. */
  listAudit(
    query?: AuditQuery & { limit?: number; cursor?: string },
  ): Promise<AuditList>;
  /** Everything that matches as CSV, at most the newest 100,000 events. */
  exportAudit(query?: AuditQuery): Promise<Blob>;
  listResources(kind: string, query?: ResourceListQuery): Promise<ResourceList>;
  getResource(target: ObjectTarget): Promise<ResourceDetail>;
  getImages(installation?: string): Promise<OsImage[]>;
  getOffers(installation?: string): Promise<PlatformOffers>;
  /** Whether the person may run operations, in the order of the questions. */
  getRights(questions: readonly RightsQuestion[]): Promise<RightsAnswer[]>;
  /** Asks the API server for its verdict; nothing is written. */
  dryRun(
    operation: string,
    input: Record<string, unknown>,
  ): Promise<DryRunResult>;
  runOperation(
    operation: string,
    request: Omit<OperationRequest, 'dryRun'>,
  ): Promise<OperationRun>;
  getRun(runId: string): Promise<OperationRun>;
  /** Leave for a task to run operations as the person; without an id where the platform needs none. */
  createGrant(request: GrantRequest): Promise<GrantView>;
  /**
   * Keeps the person's grants good while their portal is open.
   *
   * @returns a function that ends it.
   */
  keepGrants(): () => void;
}

/**
 * Ref of the {@link KubedcApi}.
 *
 * @public
 */
export const kubedcApiRef = createApiRef<KubedcApi>({
  id: 'plugin.kubedc.client',
});
