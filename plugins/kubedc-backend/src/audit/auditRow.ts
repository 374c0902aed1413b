import type {
  AuditSeverity,
  AuditVia,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { StoredAuditEvent } from './types';

/** A row of the table `audit_events`. */
export interface AuditRow {
  id: string;
  started_at: Date | string | number;
  finished_at: Date | string | number | null;
  expected_by: Date | string | number;
  operation: string;
  severity: AuditSeverity;
  outcome: StoredAuditEvent['outcome'];
  reason: string | null;
  actor: string;
  kubernetes_user: string | null;
  via: AuditVia;
  via_ref: string | null;
  installation: string | null;
  organization: string | null;
  tenant: string | null;
  project: string | null;
  kind: string | null;
  namespace: string | null;
  name: string | null;
  run_id: string | null;
  request_id: string;
  source_address: string | null;
}

/** The row that keeps an event. */
export function toRow(event: StoredAuditEvent): AuditRow {
  return {
    id: event.id,
    started_at: event.startedAt,
    finished_at: event.finishedAt ?? null,
    expected_by: event.expectedBy,
    operation: event.operation,
    severity: event.severity,
    outcome: event.outcome,
    reason: event.reason ?? null,
    actor: event.actor,
    kubernetes_user: event.kubernetesUser ?? null,
    via: event.via,
    via_ref: event.viaRef ?? null,
    installation: event.installation ?? null,
    organization: event.organization ?? null,
    tenant: event.tenant ?? null,
    project: event.project ?? null,
    kind: event.kind ?? null,
    namespace: event.namespace ?? null,
    name: event.name ?? null,
    run_id: event.runId ?? null,
    request_id: event.requestId,
    source_address: event.sourceAddress ?? null,
  };
}

/** The event that a row keeps. */
export function fromRow(row: AuditRow): StoredAuditEvent {
  return {
    id: row.id,
    startedAt: new Date(row.started_at),
    finishedAt:
      row.finished_at === null ? undefined : new Date(row.finished_at),
    expectedBy: new Date(row.expected_by),
    operation: row.operation,
    severity: row.severity,
    outcome: row.outcome,
    reason: row.reason ?? undefined,
    actor: row.actor,
    kubernetesUser: row.kubernetes_user ?? undefined,
    via: row.via,
    viaRef: row.via_ref ?? undefined,
    installation: row.installation ?? undefined,
    organization: row.organization ?? undefined,
    tenant: row.tenant ?? undefined,
    project: row.project ?? undefined,
    kind: row.kind ?? undefined,
    namespace: row.namespace ?? undefined,
    name: row.name ?? undefined,
    runId: row.run_id ?? undefined,
    requestId: row.request_id,
    sourceAddress: row.source_address ?? undefined,
  };
}
