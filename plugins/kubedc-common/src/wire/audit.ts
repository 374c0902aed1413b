/**
 * What came of something that is in the audit trail.
 *
 * - `running`: it was started and the platform is working on it
 * - `succeeded`: it was done
 * - `refused`: the portal's policy or the platform's rights said no; nothing was changed
 * - `failed`: it was tried and did not succeed
 * - `unfinished`: its end was never recorded, for example because the portal's process died
 *
 * @public
 */
export type AuditOutcome =
  | 'running'
  | 'succeeded'
  | 'refused'
  | 'failed'
  | 'unfinished';

/**
 * Every outcome there is.
 *
 * @public
 */
export const AUDIT_OUTCOMES: readonly AuditOutcome[] = [
  'running',
  'succeeded',
  'refused',
  'failed',
  'unfinished',
];

/**
 * How serious it is when the wrong person does it.
 *
 * @public
 */
export type AuditSeverity = 'low' | 'medium' | 'high' | 'critical';

/**
 * By which way somebody acted.
 *
 * - `page`: in the portal, or with their own token
 * - `template`: a task of a software template acted for them
 * - `agent`: an agent acted for them
 * - `plugin`: another plugin acted for them
 *
 * @public
 */
export type AuditVia = 'page' | 'template' | 'agent' | 'plugin';

/**
 * One thing somebody did, or tried: of `GET /audit`.
 *
 * @public
 */
export interface AuditEvent {
  id: string;
  /** RFC 3339. */
  startedAt: string;
  /** RFC 3339; absent while it runs and where its end was never recorded. */
  finishedAt?: string;
  /** `{noun}:{verb}`, for example `vm:create`. */
  operation: string;
  severity: AuditSeverity;
  outcome: AuditOutcome;
  /** Why it was refused or failed. */
  reason?: string;
  /** Backstage user. */
  actor: string;
  /** Name of the user at the Kubernetes API; absent where the portal's own account acts for everybody. */
  kubernetesUser?: string;
  via: AuditVia;
  /** Task of the template, or the plugin that acted. */
  viaRef?: string;
  installation?: string;
  organization?: string;
  /** `{organization}/{project}`. */
  project?: string;
  /** `id` of the kind. */
  kind?: string;
  namespace?: string;
  name?: string;
  runId?: string;
  requestId: string;
  /** Address the request came from; with a template or an agent that is where the portal's backend runs. */
  sourceAddress?: string;
}

/**
 * Answer of `GET /audit`: newest first.
 *
 * @public
 */
export interface AuditList {
  items: AuditEvent[];
  /** Hand it in as `cursor` to get what is older; absent at the end. */
  nextCursor?: string;
}

/**
 * What of the audit trail somebody may read: `GET /audit/scope`.
 *
 * @public
 */
export interface AuditScope {
  /** Installations of which everything may be read. */
  installations: string[];
  /** Organizations that the person administers. */
  organizations: Array<{ installation: string; organization: string }>;
}
