import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { GrantService } from './GrantService';

/** Sees to it that tokens that have ended do not stay in the database, whether anybody asks for them or not. */
export async function scheduleGrantTasks(options: {
  scheduler: SchedulerService;
  grants: Pick<GrantService, 'deleteEnded'>;
}): Promise<void> {
  await options.scheduler.scheduleTask({
    id: 'kubedc-delete-ended-grants',
    frequency: { minutes: 1 },
    timeout: { minutes: 1 },
    initialDelay: { seconds: 10 },
    fn: () => options.grants.deleteEnded(),
  });
}
