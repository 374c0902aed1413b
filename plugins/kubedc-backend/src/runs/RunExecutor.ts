import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import {
  fieldOf,
  OperationInterruptedError,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PreparedOperation } from '@kubedc/backstage-plugin-kubedc-node';
import type { RunStore } from './RunStore';
import type { StoredRun } from './types';

/** How long a process is taken to be alive after it last said so, in milliseconds. */
const LEASE_MS = 30_000;

/** What is kept of an object that was made: enough to find it, nothing of what it holds. */
export function identityOf(object: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, creationTimestamp } = object.metadata;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { name, namespace, uid, creationTimestamp },
  };
}

/** An error as a run's record keeps it. */
export function errorOf(error: unknown): NonNullable<StoredRun['error']> {
  const field = fieldOf(error);
  return {
    name: isError(error) ? error.name : 'Error',
    message: isError(error) ? error.message : String(error),
    ...(field ? { field } : {}),
  };
}

/** Sends the requests of a stored run and records what came of it. */
export class RunExecutor {
  readonly #runs: RunStore;
  readonly #logger: LoggerService;

  constructor(options: { runs: RunStore; logger: LoggerService }) {
    this.#runs = options.runs;
    this.#logger = options.logger;
  }

  /** Until when a run that is being sent now belongs to this process. */
  newLease(): Date {
    return new Date(Date.now() + LEASE_MS);
  }

  /**
   * @returns the run: settling, or still running when the platform stopped answering midway and nobody knows yet what
   * became of it; the resolver finds out
   * @throws what sending throws; the run is then failed.
   */
  async execute(
    run: StoredRun,
    prepared: PreparedOperation,
  ): Promise<StoredRun> {
    const heartbeat = setInterval(() => {
      this.#runs
        .renewLease(run.id, this.newLease())
        .catch(error =>
          this.#logger.warn(
            `Could not renew the lease of run ${run.id}`,
            error,
          ),
        );
    }, LEASE_MS / 3);
    try {
      const made = await prepared.send();
      return await this.#runs.update(run, {
        state: 'settling',
        made: made.map(identityOf),
        leaseUntil: null,
      });
    } catch (error) {
      if (error instanceof OperationInterruptedError) {
        const message = `The platform stopped answering (${error.message}); finding out what became of it`;
        return await this.#runs.update(run, {
          progress: [
            ...run.progress,
            { time: new Date().toISOString(), message },
          ],
          leaseUntil: null,
        });
      }
      await this.#runs.update(run, {
        state: 'failed',
        error: errorOf(error),
        finishedAt: new Date(),
        leaseUntil: null,
      });
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }
}
