import type {
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { OperationRun } from '@kubedc/backstage-plugin-kubedc-common';
import type { AuditStore } from './AuditStore';
import { endOfError, endOfRun } from './outcomes';
import type { AuditEnd, StoredAuditEvent } from './types';

/** Said when nothing may be done because it could not be recorded. */
export const CANNOT_RECORD =
  'The portal cannot write its audit trail at the moment, so nothing was done. Try again in a minute.';

/** How long after its deadline the end of a run may be recorded, in milliseconds. */
const GRACE_MS = 10 * 60_000;

/**
 * One thing that somebody is doing, from when it was recorded to its end. What is done before the first change throws
 * when it cannot be recorded; what is done after it never does, because it would tell a person that something failed
 * that did not.
 */
export class AuditEntry {
  readonly #event: StoredAuditEvent;
  readonly #audited: AuditorServiceEvent;
  readonly #store: AuditStore;
  readonly #logger: LoggerService;

  constructor(options: {
    event: StoredAuditEvent;
    audited: AuditorServiceEvent;
    store: AuditStore;
    logger: LoggerService;
  }) {
    this.#event = options.event;
    this.#audited = options.audited;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /** Also on the request's answer. */
  get requestId(): string {
    return this.#event.requestId;
  }

  /**
   * To be called when every right was found to be there and before anything is written: ties the event to its run,
   * whose end is the event's end, whichever replica sees it. From here on the organization's administrators may read it.
   *
   * @throws ServiceUnavailableError when it cannot be recorded; nothing must be written then.
   */
  async attach(run: { id: string; deadline: Date }): Promise<void> {
    try {
      await this.#store.attach(this.#event.id, {
        runId: run.id,
        expectedBy: new Date(run.deadline.getTime() + GRACE_MS),
        tenant: this.#event.organization,
      });
    } catch (error) {
      this.#logger.error(
        `Audit event ${this.#event.id} could not be tied to its run`,
        toError(error),
      );
      throw new ServiceUnavailableError(CANNOT_RECORD);
    }
  }

  /** The run was started; it ends the event when it is over. */
  async started(run: OperationRun): Promise<void> {
    await this.#record(endOfRun(run));
    await this.#audit(() =>
      this.#audited.success({
        meta: { runId: run.runId, state: run.state },
      }),
    );
  }

  /** It was done. */
  async succeeded(): Promise<void> {
    await this.#record({ outcome: 'succeeded' });
    await this.#audit(() => this.#audited.success());
  }

  /** It was refused, or failed. */
  async failed(error: unknown): Promise<void> {
    const end = endOfError(error);
    await this.#record(end);
    await this.#audit(() =>
      this.#audited.fail({
        // Not the error itself: what caused it may hold what was sent.
        error: new Error(end.reason),
        meta: { outcome: end.outcome },
      }),
    );
  }

  async #record(end: AuditEnd | undefined): Promise<void> {
    if (end) {
      await this.#audit(() => this.#store.end(this.#event.id, end, new Date()));
    }
  }

  async #audit(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.#logger.error(
        `The end of audit event ${
          this.#event.id
        } could not be recorded; it will show as unfinished unless its run ends it`,
        toError(error),
      );
    }
  }
}
