import type { LoggerService } from '@backstage/backend-plugin-api';
import type { OperationRun } from '@kubedc/backstage-plugin-kubedc-common';
import { OperationRefusedError } from '../client/KubedcOperationsClient';
import type { KubedcOperationsClient } from '../client/KubedcOperationsClient';
import { everySoOften } from './waiting';
import type { Pauses } from './waiting';

/** How long the portal's answer may be late after the run's deadline, in milliseconds. */
const GRACE_MS = 60_000;

/** True when nothing more will change. */
export function isFinal(run: OperationRun): boolean {
  return run.state !== 'running' && run.state !== 'settling';
}

/**
 * Follows a run to its end and logs each new progress line once. Moments in which the portal does not answer are
 * waited over, up to the run's deadline.
 *
 * @throws the signal's reason when the task was cancelled; an Error when the portal stays away.
 */
export async function followRun(options: {
  client: Pick<KubedcOperationsClient, 'read'>;
  run: OperationRun;
  logger: LoggerService;
  signal?: AbortSignal;
  pauses: Pauses;
}): Promise<OperationRun> {
  const { client, logger, signal, pauses } = options;
  let { run } = options;
  let logged = 0;
  for await (const _ of everySoOften(pauses, signal)) {
    try {
      run = await client.read(run.runId, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const isRefusal =
        error instanceof OperationRefusedError && error.statusCode < 500;
      if (isRefusal || Date.now() > Date.parse(run.deadline) + GRACE_MS) {
        throw error;
      }
      logger.warn(`The portal does not tell how far it is: ${error}`);
      continue;
    }
    run.progress.slice(logged).forEach(({ message }) => logger.info(message));
    logged = run.progress.length;
    if (isFinal(run)) {
      return run;
    }
  }
  throw new Error('Unreachable');
}
