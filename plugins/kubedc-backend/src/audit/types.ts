import type {
  AuditOutcome,
  AuditSeverity,
  AuditVia,
} from '@kubedc/backstage-plugin-kubedc-common';

/** What somebody acted on, as far as it is known. */
export interface AuditTarget {
  installation?: string;
  organization?: string;
  /** `{organization}/{project}`. */
  project?: string;
  /** `id` of the kind. */
  kind?: string;
  namespace?: string;
  name?: string;
}

/** Where a request came from. */
export interface AuditOrigin {
  via: AuditVia;
  viaRef?: string;
  requestId: string;
  sourceAddress?: string;
}

/** An event as the database keeps it. */
export interface StoredAuditEvent extends AuditTarget, AuditOrigin {
  id: string;
  startedAt: Date;
  finishedAt?: Date;
  /** An event that is open after this moment will not be ended. */
  expectedBy: Date;
  operation: string;
  severity: AuditSeverity;
  /** What is open and overdue is `running` here and `unfinished` for readers. */
  outcome: Exclude<AuditOutcome, 'unfinished'>;
  reason?: string;
  actor: string;
  kubernetesUser?: string;
  /** Organization whose administrators may read it. */
  tenant?: string;
  runId?: string;
}

/** How an event ended. */
export interface AuditEnd {
  outcome: 'succeeded' | 'refused' | 'failed';
  reason?: string;
}

/** Which installations and organizations somebody may read about. */
export type AuditReach = ReadonlyArray<{
  installation: string;
  /** All of it, or what its organizations' administrators may read. */
  tenants: 'all' | ReadonlySet<string>;
}>;

/** Which events are asked for; all of these hold. */
export interface AuditFilter {
  installation?: string;
  organization?: string;
  project?: string;
  actor?: string;
  operation?: string;
  kind?: string;
  name?: string;
  outcome?: AuditOutcome;
  /** Started at this moment or later. */
  from?: Date;
  /** Started before this moment. */
  to?: Date;
  /** Part of the actor, the object's name, the project, the operation or the reason; case does not matter. */
  text?: string;
}

/** A place in the list: what comes after it is older. */
export interface AuditCursor {
  startedAt: Date;
  id: string;
}
