import type { Knex } from 'knex';
import { fromRow, toRow, type AuditRow } from './auditRow';
import type {
  AuditCursor,
  AuditEnd,
  AuditFilter,
  AuditReach,
  StoredAuditEvent,
} from './types';

const TABLE = 'audit_events';

/** Rows that are deleted in one statement, so that nobody waits long for the table. */
const DELETE_BATCH = 5_000;

/** Columns that the text filter looks through. */
const TEXT_COLUMNS = ['actor', 'name', 'project', 'operation', 'reason'];

/** Columns that a filter of the same name compares. */
const EQUAL = [
  'installation',
  'organization',
  'project',
  'actor',
  'operation',
  'kind',
  'name',
] as const;

/** Keeps the audit trail in the plugin's database. */
export class AuditStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(event: StoredAuditEvent): Promise<void> {
    await this.#knex<AuditRow>(TABLE).insert(toRow(event));
  }

  /** Ties an open event to the run it started, whose end will be its end. */
  async attach(
    id: string,
    run: { runId: string; expectedBy: Date; tenant?: string },
  ): Promise<void> {
    await this.#knex<AuditRow>(TABLE)
      .where({ id, outcome: 'running' })
      .update({
        run_id: run.runId,
        expected_by: run.expectedBy,
        ...(run.tenant !== undefined && { tenant: run.tenant }),
      });
  }

  /**
   * Ends an event, once: whoever comes second changes nothing.
   *
   * @returns whether this call was the one that ended it
   */
  async end(id: string, end: AuditEnd, at: Date): Promise<boolean> {
    const count = await this.#knex<AuditRow>(TABLE)
      .where({ id, outcome: 'running' })
      .update({
        outcome: end.outcome,
        reason: end.reason ?? null,
        finished_at: at,
      });
    return count === 1;
  }

  async find(id: string): Promise<StoredAuditEvent | undefined> {
    const row = await this.#knex<AuditRow>(TABLE).where({ id }).first();
    return row && fromRow(row);
  }

  /** Events that wait for the end of a run. */
  async findOpenOf(runId: string): Promise<StoredAuditEvent[]> {
    const rows = await this.#knex<AuditRow>(TABLE).where({
      run_id: runId,
      outcome: 'running',
    });
    return rows.map(fromRow);
  }

  /** Runs that are over while an event still waits for them: a process died between the two. */
  async findRunsOverdue(limit: number): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#knex(TABLE)
      .join('runs', 'runs.id', `${TABLE}.run_id`)
      .where(`${TABLE}.outcome`, 'running')
      .whereNotNull('runs.finished_at')
      .distinct('runs.id as id')
      .limit(limit);
    return rows.map(({ id }) => id);
  }

  /** Newest first. */
  async list(
    reach: AuditReach,
    filter: AuditFilter,
    page: { after?: AuditCursor; limit: number },
  ): Promise<StoredAuditEvent[]> {
    const { after, limit } = page;
    const rows = await this.#matching(reach, filter)
      .modify(query => {
        if (after) {
          query.whereRaw('(started_at, id) < (?, ?)', [
            this.#moment(after.startedAt),
            after.id,
          ]);
        }
      })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(fromRow);
  }

  /** Whether more events match than a number. */
  async isMoreThan(
    reach: AuditReach,
    filter: AuditFilter,
    limit: number,
  ): Promise<boolean> {
    const rows = await this.#matching(reach, filter)
      .select('id')
      .offset(limit)
      .limit(1);
    return rows.length > 0;
  }

  /**
   * Deletes events that were started before a moment.
   *
   * @returns how many
   */
  async deleteBefore(moment: Date): Promise<number> {
    let deleted = 0;
    for (;;) {
      const count = await this.#knex<AuditRow>(TABLE)
        .whereIn(
          'id',
          this.#knex<AuditRow>(TABLE)
            .select('id')
            .where('started_at', '<', moment)
            .limit(DELETE_BATCH),
        )
        .delete();
      deleted += count;
      if (count < DELETE_BATCH) {
        return deleted;
      }
    }
  }

  #matching(reach: AuditReach, filter: AuditFilter) {
    const query = this.#knex<AuditRow>(TABLE);
    query.where(reached => withinReach(reached, reach));
    for (const column of EQUAL) {
      const value = filter[column];
      if (value !== undefined) {
        query.where(column, value);
      }
    }
    if (filter.from) {
      query.where('started_at', '>=', filter.from);
    }
    if (filter.to) {
      query.where('started_at', '<', filter.to);
    }
    if (filter.outcome) {
      const { outcome } = filter;
      query.where('outcome', outcome === 'unfinished' ? 'running' : outcome);
      if (outcome === 'unfinished' || outcome === 'running') {
        query.where(
          'expected_by',
          outcome === 'unfinished' ? '<' : '>=',
          new Date(),
        );
      }
    }
    if (filter.text) {
      const pattern = `%${filter.text
        .toLocaleLowerCase('en-US')
        .replace(/[\\%_]/g, '\\$&')}%`;
      query.where(some =>
        TEXT_COLUMNS.forEach(column =>
          some.orWhereRaw(`lower(??) like ? escape '\\'`, [column, pattern]),
        ),
      );
    }
    return query;
  }

  /** In a raw comparison knex does not turn a date into what SQLite keeps. */
  #moment(date: Date): Date | number {
    return this.#knex.client.config.client === 'pg' ? date : date.getTime();
  }
}

function withinReach(
  query: Knex.QueryBuilder<AuditRow>,
  reach: AuditReach,
): void {
  // Nothing reached, nothing read.
  query.whereRaw('1 = 0');
  for (const { installation, tenants } of reach) {
    if (tenants === 'all') {
      query.orWhere({ installation });
    } else {
      query.orWhere(own =>
        own.where({ installation }).whereIn('tenant', [...tenants]),
      );
    }
  }
  if (reach.some(({ tenants }) => tenants === 'all')) {
    // Attempts of which nobody knows where they were meant to go.
    query.orWhereNull('installation');
  }
}
