import type { Knex } from 'knex';
import type { RunChange, StoredRun } from './types';

interface Row {
  id: string;
  user_ref: string;
  identity: string | null;
  grant_id: string | null;
  installation: string;
  operation: string;
  input: string;
  targets: string;
  made: string;
  state: StoredRun['state'];
  progress: string;
  output: string | null;
  error: string | null;
  idempotency_key: string | null;
  request_hash: string;
  started_at: Date | string | number;
  deadline: Date | string | number;
  finished_at: Date | string | number | null;
  lease_until: Date | string | number | null;
  version: number;
}

function parse<T>(json: string | null): T | undefined {
  return json === null ? undefined : (JSON.parse(json) as T);
}

function date(value: Row['finished_at']): Date | undefined {
  return value === null ? undefined : new Date(value);
}

function fromRow(row: Row): StoredRun {
  return {
    id: row.id,
    userRef: row.user_ref,
    identity: parse(row.identity),
    grantId: row.grant_id ?? undefined,
    installation: row.installation,
    operation: row.operation,
    input: JSON.parse(row.input),
    targets: JSON.parse(row.targets),
    made: JSON.parse(row.made),
    state: row.state,
    progress: JSON.parse(row.progress),
    output: parse(row.output),
    error: parse(row.error),
    idempotencyKey: row.idempotency_key ?? undefined,
    requestHash: row.request_hash,
    startedAt: new Date(row.started_at),
    deadline: new Date(row.deadline),
    finishedAt: date(row.finished_at),
    leaseUntil: date(row.lease_until),
    version: row.version,
  };
}

function optional(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Keeps the runs of operations in the plugin's database. */
export class RunStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Stores a run, unless the person already has one with its idempotency key.
   *
   * @returns the stored run: the given one, or the earlier one of that key
   */
  async insert(run: StoredRun): Promise<StoredRun> {
    await this.#knex<Row>('runs')
      .insert({
        id: run.id,
        user_ref: run.userRef,
        // Their names only: a token is never kept here.
        identity: optional(
          run.identity && {
            user: run.identity.user,
            groups: run.identity.groups,
          },
        ),
        grant_id: run.grantId ?? null,
        installation: run.installation,
        operation: run.operation,
        input: JSON.stringify(run.input),
        targets: JSON.stringify(run.targets),
        made: JSON.stringify(run.made),
        state: run.state,
        progress: JSON.stringify(run.progress),
        output: optional(run.output),
        error: optional(run.error),
        idempotency_key: run.idempotencyKey ?? null,
        request_hash: run.requestHash,
        started_at: run.startedAt,
        deadline: run.deadline,
        finished_at: run.finishedAt ?? null,
        lease_until: run.leaseUntil ?? null,
        version: run.version,
      })
      .onConflict(['user_ref', 'idempotency_key'])
      .ignore();
    const stored =
      (await this.find(run.id)) ??
      (await this.findByKey(run.userRef, run.idempotencyKey!));
    if (!stored) {
      throw new Error(`Run ${run.id} was not stored`);
    }
    return stored;
  }

  async find(id: string): Promise<StoredRun | undefined> {
    const row = await this.#knex<Row>('runs').where({ id }).first();
    return row && fromRow(row);
  }

  async findByKey(
    userRef: string,
    key: string,
  ): Promise<StoredRun | undefined> {
    const row = await this.#knex<Row>('runs')
      .where({ user_ref: userRef, idempotency_key: key })
      .first();
    return row && fromRow(row);
  }

  /**
   * Changes a run, if nobody changed it since it was read.
   *
   * @returns the run as it is now, which is another's change when that was quicker
   */
  async update(run: StoredRun, change: RunChange): Promise<StoredRun> {
    await this.#change(run, change);
    const stored = await this.find(run.id);
    if (!stored) {
      throw new Error(`Run ${run.id} is gone`);
    }
    return stored;
  }

  /** Says that the process that sends a run is alive. */
  async renewLease(id: string, leaseUntil: Date): Promise<void> {
    await this.#knex<Row>('runs')
      .where({ id, state: 'running' })
      .update({ lease_until: leaseUntil });
  }

  /**
   * Takes a run over whose process seems to have ended, for one caller only.
   *
   * @returns the run, or undefined when another was quicker or the process is alive after all
   */
  async takeOver(
    run: StoredRun,
    leaseUntil: Date,
  ): Promise<StoredRun | undefined> {
    const count = await this.#knex<Row>('runs')
      .where({ id: run.id, version: run.version })
      .andWhere(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', new Date()),
      )
      .update({ lease_until: leaseUntil, version: run.version + 1 });
    return count === 1 ? this.find(run.id) : undefined;
  }

  /** Runs that were being sent by a process that has not said for a while that it is alive, oldest first. */
  async findAbandoned(limit: number): Promise<StoredRun[]> {
    const rows = await this.#knex<Row>('runs')
      .where({ state: 'running' })
      .andWhere(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', new Date()),
      )
      .orderBy('started_at')
      .limit(limit);
    return rows.map(fromRow);
  }

  /** Deletes runs that were started before a moment and are over. */
  async deleteBefore(moment: Date): Promise<number> {
    return this.#knex<Row>('runs').where('started_at', '<', moment).delete();
  }

  async #change(run: StoredRun, change: RunChange): Promise<boolean> {
    const columns: Partial<Row> = {
      ...(change.state && { state: change.state }),
      ...(change.made && { made: JSON.stringify(change.made) }),
      ...(change.progress && { progress: JSON.stringify(change.progress) }),
      ...(change.output && { output: JSON.stringify(change.output) }),
      ...(change.error && { error: JSON.stringify(change.error) }),
      ...(change.finishedAt && { finished_at: change.finishedAt }),
      ...(change.leaseUntil !== undefined && {
        lease_until: change.leaseUntil,
      }),
    };
    const count = await this.#knex<Row>('runs')
      .where({ id: run.id, version: run.version })
      .update({ ...columns, version: run.version + 1 });
    return count === 1;
  }
}
