import type { HealthState } from '../health';
import type { ResourceSummary, SourceProblem } from './resources';

/**
 * An installation as the signed-in person may see it: `GET /installations`.
 *
 * @public
 */
export interface InstallationView {
  name: string;
  title: string;
  state: 'connected' | 'connecting' | 'unreachable' | 'misconfigured';
  message?: string;
  /** True when this is the installation the person signed in with. */
  own: boolean;
  /**
   * How the platform learns who acts: by the person's own token, by impersonation, or not at all, as the portal's account
   * acts for everybody and the portal's permissions are the only gate. Absent where the configuration is broken.
   */
  identity?: 'oidc' | 'impersonate' | 'serviceAccount';
}

/**
 * State of the watch on one resource type, for operators.
 *
 * @public
 */
export interface WatchView {
  /** `{resource}.{group}`. */
  resource: string;
  state:
    | 'listing'
    | 'syncing'
    | 'watching'
    | 'backoff'
    | 'forbidden'
    | 'absent';
  objects: number;
  message?: string;
  /** RFC 3339: when the list was last known to be complete. */
  syncedAt?: string;
  /** How often the connection had to be made anew after a failure. */
  restarts: number;
  /** How often the server had forgotten where the watch stood. */
  expired: number;
}

/**
 * Used and allowed amount of one quota dimension; `used: null` stands for unknown.
 *
 * @public
 */
export interface QuotaUsage {
  /** `cpu` in cores, `memory`, `storage` and `objectStorage` in bytes, `pods` and `publicIPv4` in numbers. */
  dimension:
    | 'cpu'
    | 'memory'
    | 'storage'
    | 'objectStorage'
    | 'pods'
    | 'publicIPv4';
  used: number | null;
  hard: number | null;
}

/**
 * Counts of one kind's objects by health.
 *
 * @public
 */
export interface KindCount {
  kind: string;
  total: number;
  health: Partial<Record<HealthState, number>>;
}

/**
 * A project with what runs in it.
 *
 * @public
 */
export interface ProjectView extends ResourceSummary {
  backingNamespace?: string;
  quota: QuotaUsage[];
  /** True when the quota is the project's own; false when it is the organization's shared pool. */
  ownQuota: boolean;
  counts: KindCount[];
}

/**
 * Answer of `GET /overview`: everything the signed-in person can see, summed up.
 *
 * @public
 */
export interface Overview {
  /** What is not well, worst first. */
  attention: ResourceSummary[];
  counts: KindCount[];
  projects: ProjectView[];
  problems: SourceProblem[];
}

/**
 * An organization as operators see it.
 *
 * @public
 */
export interface OrganizationView extends ResourceSummary {
  owner: string;
  plan?: string;
  subscription?: string;
  quota: QuotaUsage[];
  projects: ProjectView[];
  counts: KindCount[];
}

/**
 * Answer of `GET /admin/overview`, for operators.
 *
 * @public
 */
export interface AdminOverview {
  organizations: OrganizationView[];
  installations: Array<InstallationView & { watches: WatchView[] }>;
  problems: SourceProblem[];
}

/**
 * An OS image offered for virtual machines: `GET /images`.
 *
 * @public
 */
export interface OsImage {
  /** Stable id made from the image's name, for example `ubuntu-24.04-lts`. */
  id: string;
  /** For example `Ubuntu 24.04 LTS`. */
  title: string;
  /** User to sign in as. */
  user: string;
  url: string;
  /** Cores. */
  minCpu: number;
  /** Bytes. */
  minMemory: number;
  /** Bytes. */
  minDisk: number;
  firmware: 'bios' | 'efi';
  family: string;
}

/**
 * What the platform offers for the other kinds: `GET /offers`.
 *
 * @public
 */
export interface PlatformOffers {
  clusterVersions: Array<{ version: string; workerImage: string }>;
  databaseVersions: Record<'postgresql' | 'mariadb', string[]>;
  storageClasses: Array<{ name: string; default: boolean }>;
}
