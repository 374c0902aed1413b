import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { RunResolver } from './RunResolver';
import type { RunStore } from './RunStore';

/** How long runs are kept, in days. */
const RETENTION_DAYS = 90;

/** Abandoned runs that are looked at in one go. */
const BATCH = 100;

/** What has to be done about runs that nobody reads. */
export async function scheduleRunTasks(options: {
  scheduler: SchedulerService;
  runs: RunStore;
  resolver: Pick<RunResolver, 'resolve'>;
}): Promise<void> {
  const { scheduler, runs, resolver } = options;
  await scheduler.scheduleTask({
    id: 'kubedc-resolve-abandoned-runs',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
    fn: async () => {
      for (const run of await runs.findAbandoned(BATCH)) {
        await resolver.resolve(run);
      }
    },
  });
  await scheduler.scheduleTask({
    id: 'kubedc-delete-old-runs',
    frequency: { days: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    fn: async () => {
      await runs.deleteBefore(
        new Date(Date.now() - RETENTION_DAYS * 24 * 3600 * 1000),
      );
    },
  });
}
