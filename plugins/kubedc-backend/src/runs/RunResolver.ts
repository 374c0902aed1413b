import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { recoverOperation } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  KubernetesIdentity,
  OperationRunner,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { AuditTrail } from '../audit/AuditTrail';
import type { PlatformContexts } from '../platform/PlatformContexts';
import { isGateLine, type CatalogGate } from './CatalogGate';
import { identityOf } from './RunExecutor';
import type { RunExecutor } from './RunExecutor';
import type { RunIdentities } from './RunIdentities';
import type { RunStore } from './RunStore';
import type { RunChange, StoredRun } from './types';

/**
 * Brings a run up to date when it is read: asks the platform whether it has settled, ends it at its deadline, and finds
 * out what became of one whose process died.
 */
export class RunResolver {
  readonly #runners: readonly OperationRunner[];
  readonly #platform: PlatformService;
  readonly #contexts: PlatformContexts;
  readonly #runs: RunStore;
  readonly #executor: RunExecutor;
  readonly #identities: Pick<RunIdentities, 'of'>;
  readonly #gate: Pick<CatalogGate, 'judge'>;
  readonly #audit: Pick<AuditTrail, 'endOfRun'>;
  readonly #logger: LoggerService;

  constructor(options: {
    runners: readonly OperationRunner[];
    platform: PlatformService;
    contexts: PlatformContexts;
    runs: RunStore;
    executor: RunExecutor;
    identities: Pick<RunIdentities, 'of'>;
    gate: Pick<CatalogGate, 'judge'>;
    audit: Pick<AuditTrail, 'endOfRun'>;
    logger: LoggerService;
  }) {
    this.#runners = options.runners;
    this.#platform = options.platform;
    this.#contexts = options.contexts;
    this.#runs = options.runs;
    this.#executor = options.executor;
    this.#identities = options.identities;
    this.#gate = options.gate;
    this.#audit = options.audit;
    this.#logger = options.logger;
  }

  /** @param person - who asks, when it is the one who started the run: what was left half done is tidied up as them */
  async resolve(
    run: StoredRun,
    person?: KubernetesIdentity,
  ): Promise<StoredRun> {
    let current = run;
    if (current.state === 'running' && !this.#isHeld(current)) {
      current = await this.#attempt(current, () =>
        this.#recover(current, person),
      );
    }
    if (current.state === 'settling') {
      current = await this.#attempt(current, () => this.#settle(current));
    }
    const isOpen = current.state === 'running' || current.state === 'settling';
    if (isOpen && !this.#isHeld(current) && current.deadline < new Date()) {
      current = await this.#finish(current, {
        state: 'expired',
        error: {
          name: 'TimeoutError',
          message: `It was not finished at its deadline. The last that was seen: ${
            current.progress.at(-1)?.message ?? 'nothing'
          }`,
        },
      });
    }
    return current;
  }

  #isHeld(run: StoredRun): boolean {
    return run.leaseUntil !== undefined && run.leaseUntil > new Date();
  }

  /** A platform that does not answer now leaves the run as it is; the next read tries again, until the deadline. */
  async #attempt(
    run: StoredRun,
    step: () => Promise<StoredRun>,
  ): Promise<StoredRun> {
    try {
      return await step();
    } catch (error) {
      this.#logger.warn(
        `Could not find out how far run ${run.id} is`,
        isError(error) ? error : undefined,
      );
      return run;
    }
  }

  async #recover(
    run: StoredRun,
    person: KubernetesIdentity | undefined,
  ): Promise<StoredRun> {
    const taken = await this.#runs.takeOver(run, this.#executor.newLease());
    if (!taken) {
      return run;
    }
    try {
      const outcome = await recoverOperation(taken.targets, {
        transport: this.#platform.transport(taken.installation),
        identity: await this.#identities.of(taken, person),
        runId: taken.id,
      });
      if (outcome.state === 'complete') {
        return await this.#runs.update(taken, {
          state: 'settling',
          made: outcome.made.map(identityOf),
          leaseUntil: null,
        });
      }
      return await this.#finish(taken, {
        state: 'failed',
        error: {
          name: 'InterruptedError',
          message:
            outcome.removed > 0
              ? 'The portal stopped before everything was sent; what it had made was removed again. Start it once more.'
              : 'The portal stopped before anything was made. Start it once more.',
        },
      });
    } catch (error) {
      await this.#runs.update(taken, { leaseUntil: null });
      throw error;
    }
  }

  async #settle(run: StoredRun): Promise<StoredRun> {
    const runner = this.#runners.find(
      ({ declaration }) => declaration.id === run.operation,
    );
    if (!runner) {
      return this.#finish(run, {
        state: 'failed',
        error: {
          name: 'NotFoundError',
          message: `This portal knows no operation '${run.operation}'`,
        },
      });
    }
    const settlement = await runner.settled(
      run.input,
      this.#contexts.of(run.installation),
      { startedAt: run.startedAt, created: run.made },
    );
    switch (settlement.state) {
      case 'done': {
        const { open, line } = await this.#gate.judge(
          run,
          runner.declaration,
          settlement.output,
        );
        const seen = told(run.progress, settlement.message);
        const progress = line === undefined ? seen : told(seen, line);
        return open
          ? this.#finish(run, {
              state: 'succeeded',
              progress,
              output: settlement.output,
            })
          : this.#progress(run, progress);
      }
      case 'failed':
        return this.#finish(run, {
          state: 'failed',
          progress: told(run.progress, settlement.message),
          error: { name: 'OperationFailedError', message: settlement.message },
        });
      default:
        return this.#progress(run, told(run.progress, settlement.message));
    }
  }

  async #progress(
    run: StoredRun,
    progress: StoredRun['progress'],
  ): Promise<StoredRun> {
    return progress === run.progress
      ? run
      : this.#runs.update(run, { progress });
  }

  async #finish(run: StoredRun, change: RunChange): Promise<StoredRun> {
    const finished = await this.#runs.update(run, {
      ...change,
      finishedAt: new Date(),
      leaseUntil: null,
    });
    await this.#audit.endOfRun(finished);
    return finished;
  }
}

/** Adds a line, unless it was the last one of the platform, or of the catalog. */
function told(
  progress: StoredRun['progress'],
  message: string,
): StoredRun['progress'] {
  const last = progress.findLast(
    line => isGateLine(line.message) === isGateLine(message),
  );
  return last?.message === message
    ? progress
    : [...progress, { time: new Date().toISOString(), message }];
}
