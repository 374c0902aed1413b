import { randomUUID } from 'node:crypto';
import type { StoredRun } from '../runs/types';

/** A run that is being sent, with its lease in the future. */
export function runOf(override: Partial<StoredRun> = {}): StoredRun {
  const startedAt = new Date();
  return {
    id: randomUUID(),
    userRef: 'user:acme/alice',
    identity: { user: 'acme:alice', groups: ['acme:org-admin', 'acme:user'] },
    installation: 'sandbox',
    operation: 'bucket:create',
    input: { project: 'acme/prod', name: 'uploads' },
    targets: [],
    made: [],
    state: 'running',
    progress: [],
    requestHash: 'a'.repeat(64),
    startedAt,
    deadline: new Date(startedAt.getTime() + 60_000),
    leaseUntil: new Date(startedAt.getTime() + 30_000),
    version: 0,
    ...override,
  };
}
