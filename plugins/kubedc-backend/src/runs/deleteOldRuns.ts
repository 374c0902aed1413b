import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { RunStore } from './RunStore';

/** How long runs are kept, in days. */
const RETENTION_DAYS = 90;

/** Deletes old runs once a day. */
export async function deleteOldRuns(options: {
  scheduler: SchedulerService;
  runs: RunStore;
}): Promise<void> {
  await options.scheduler.scheduleTask({
    id: 'kubedc-delete-old-runs',
    frequency: { days: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    fn: async () => {
      await options.runs.deleteBefore(
        new Date(Date.now() - RETENTION_DAYS * 24 * 3600 * 1000),
      );
    },
  });
}
