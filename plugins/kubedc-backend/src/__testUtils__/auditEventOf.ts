import { randomUUID } from 'node:crypto';
import type { StoredAuditEvent } from '../audit/types';

/** Something alice of acme has begun, which her organization's administrators may read. */
export function auditEventOf(
  override: Partial<StoredAuditEvent> = {},
): StoredAuditEvent {
  const startedAt = new Date();
  return {
    id: randomUUID(),
    startedAt,
    expectedBy: new Date(startedAt.getTime() + 60_000),
    operation: 'vm:create',
    severity: 'medium',
    outcome: 'running',
    actor: 'user:acme/alice',
    kubernetesUser: 'acme:alice',
    via: 'page',
    installation: 'sandbox',
    organization: 'acme',
    tenant: 'acme',
    project: 'acme/prod',
    kind: 'virtualMachine',
    namespace: 'acme-prod',
    name: 'web-1',
    requestId: randomUUID(),
    sourceAddress: '192.0.2.7',
    ...override,
  };
}
