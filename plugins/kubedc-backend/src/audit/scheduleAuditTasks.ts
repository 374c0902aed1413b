import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { RunStore } from '../runs/RunStore';
import type { AuditStore } from './AuditStore';
import type { AuditTrail } from './AuditTrail';

/** Runs whose events are ended in one go. */
const BATCH = 100;

/** Ends events whose run is over, which a process that died between the two left open. */
export async function endOverdueEvents(options: {
  auditStore: Pick<AuditStore, 'findRunsOverdue'>;
  audit: Pick<AuditTrail, 'endOfRun'>;
  runs: Pick<RunStore, 'find'>;
}): Promise<void> {
  for (const runId of await options.auditStore.findRunsOverdue(BATCH)) {
    const run = await options.runs.find(runId);
    await (run && options.audit.endOfRun(run));
  }
}

/** What has to be done about the audit trail now and then. */
export async function scheduleAuditTasks(options: {
  scheduler: SchedulerService;
  auditStore: AuditStore;
  audit: AuditTrail;
  runs: RunStore;
  /** How long events are kept, in milliseconds. */
  retentionMs: number;
}): Promise<void> {
  const { scheduler, auditStore, retentionMs } = options;
  await scheduler.scheduleTask({
    id: 'kubedc-end-overdue-audit-events',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 45 },
    fn: () => endOverdueEvents(options),
  });
  await scheduler.scheduleTask({
    id: 'kubedc-delete-old-audit-events',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    fn: async () => {
      await auditStore.deleteBefore(new Date(Date.now() - retentionMs));
    },
  });
}
