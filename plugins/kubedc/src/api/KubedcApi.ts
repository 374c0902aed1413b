import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AdminOverview,
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
  listResources(kind: string, query?: ResourceListQuery): Promise<ResourceList>;
  getResource(target: ObjectTarget): Promise<ResourceDetail>;
  getImages(installation?: string): Promise<OsImage[]>;
  getOffers(installation?: string): Promise<PlatformOffers>;
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
}

/**
 * Ref of the {@link KubedcApi}.
  /** Leave for a task to run operations as the person; without an id where the platform needs none. */
  createGrant(request: GrantRequest): Promise<GrantView>;
  /**
   * Keeps the person's grants good while their portal is open.
   *
   * @returns a function that ends it.
   */
  keepGrants(): () => void;
 *
 * @public
 */
export const kubedcApiRef = createApiRef<KubedcApi>({
  id: 'plugin.kubedc.client',
});
