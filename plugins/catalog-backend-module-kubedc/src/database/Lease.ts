import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { databaseNow } from './databaseNow';

const TABLE = 'kubedc_leases';

/** Times of a lease, in milliseconds. */
export interface LeaseTimes {
  /** Between two signs of life. */
  heartbeatMs: number;
  /** Without a sign of life for this long, another replica takes over. */
  expiryMs: number;
}

/**
 * A replica that ends without a word keeps the lease until its expiry, and another one looks once a heartbeat: it goes on
 * after twelve seconds at most.
 */
export const DEFAULT_TIMES: LeaseTimes = {
  heartbeatMs: 2_000,
  expiryMs: 10_000,
};

/**
 * Makes one replica of many do something: a row in the database that its holder renews. A holder that cannot renew it
 * stops before another one may begin.
 */
export class Lease {
  readonly #knex: Knex;
  readonly #name: string;
  readonly #logger: LoggerService;
  readonly #times: LeaseTimes;
  readonly #holder = randomUUID();

  constructor(options: {
    knex: Knex;
    name: string;
    logger: LoggerService;
    /** Only tests need other than the default ones. */
    times?: LeaseTimes;
  }) {
    this.#knex = options.knex;
    this.#name = options.name;
    this.#logger = options.logger;
    this.#times = options.times ?? DEFAULT_TIMES;
  }

  /**
   * Runs `work` whenever this replica holds the lease, until the signal aborts. The signal that `work` gets aborts when
   * the lease is lost; `work` must end then.
   */
  async hold(
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      const askedAt = performance.now();
      if (await this.#tryRenew()) {
        await this.#holdOnce(work, signal, askedAt);
      }
      await this.#pause(signal);
    }
    await this.#release();
  }

  async #holdOnce(
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
    renewedAt: number,
  ): Promise<void> {
    const lost = new AbortController();
    const both = AbortSignal.any([signal, lost.signal]);
    const done = work(both).catch(error => {
      if (!both.aborted) {
        this.#logger.error(
          `The holder of lease '${this.#name}' failed and begins again`,
          toError(error),
        );
      }
      lost.abort();
    });
    const lose = () => {
      if (!both.aborted) {
        this.#logger.warn(`Lease '${this.#name}' is lost`);
        lost.abort();
      }
    };
    // A timer, because a database may keep one waiting for ever, and the time of day may jump.
    let expiry = this.#beforeExpiry(renewedAt, lose);
    while (!both.aborted) {
      await this.#pause(both);
      if (both.aborted) {
        break;
      }
      const askedAt = performance.now();
      const held = await this.#tryRenew();
      if (held && !both.aborted) {
        clearTimeout(expiry);
        expiry = this.#beforeExpiry(askedAt, lose);
      } else if (held === false) {
        lose();
      }
    }
    clearTimeout(expiry);
    await done;
  }

  /** Calls back when the next heartbeat would come after the expiry. */
  #beforeExpiry(renewedAt: number, call: () => void): NodeJS.Timeout {
    const { expiryMs, heartbeatMs } = this.#times;
    return setTimeout(
      call,
      Math.max(0, renewedAt + expiryMs - heartbeatMs - performance.now()),
    );
  }

  /** True: held. False: another one's. Undefined: the database did not answer. */
  async #tryRenew(): Promise<boolean | undefined> {
    try {
      const row = {
        name: this.#name,
        holder: this.#holder,
        expires_at: databaseNow(this.#knex, this.#times.expiryMs),
      };
      await this.#knex(TABLE).insert(row).onConflict('name').ignore();
      const updated = await this.#knex(TABLE)
        .where({ name: this.#name })
        .andWhere(mine =>
          mine
            .where({ holder: this.#holder })
            .orWhere('expires_at', '<', databaseNow(this.#knex)),
        )
        .update({ holder: row.holder, expires_at: row.expires_at });
      return updated > 0;
    } catch (error) {
      this.#logger.warn(
        `Lease '${this.#name}' could not be renewed: ${toError(error).message}`,
      );
      return undefined;
    }
  }

  async #release(): Promise<void> {
    try {
      await this.#knex(TABLE)
        .where({ name: this.#name, holder: this.#holder })
        .delete();
    } catch (error) {
      this.#logger.debug(
        `Lease '${this.#name}' was left to expire: ${toError(error).message}`,
      );
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    await sleep(this.#times.heartbeatMs, undefined, { signal }).catch(() => {
      // Aborted: the loops see it.
    });
  }
}
