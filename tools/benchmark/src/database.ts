import knexFactory, { type Knex } from 'knex';

/** A database to measure on. */
export interface BenchDatabase {
  title: string;
  knex: Knex;
  /** Time, in milliseconds, that statements have taken since the last call. */
  takeTime(): number;
  /** Statements that wrote entities since the last call. */
  takeWrites(): number;
  /** Entities that were inserted since the last call, also by a transaction that did not end. */
  takeInserted(): number;
  destroy(): Promise<void>;
}

/** A statement as knex tells of it. */
interface Statement {
  __knexQueryUid: string;
  sql: string;
}

/** Entities that a statement inserts. */
export function insertedBy({ sql }: Pick<Statement, 'sql'>): number {
  return /^insert into [`"]refresh_state[`"] \(/.test(sql)
    ? // The first of a row's values, as each dialect writes it.
      (sql.match(/\(\?,|\(\$\d+,|select \?/g) ?? []).length
    : 0;
}

/** Times all statements of a connection, and counts those that write entities. */
function observed(
  knex: Knex,
): Pick<BenchDatabase, 'takeTime' | 'takeWrites' | 'takeInserted'> {
  const begun = new Map<string, number>();
  let total = 0;
  let writes = 0;
  let inserted = 0;
  const end = (query: Statement) => {
    const since = begun.get(query.__knexQueryUid);
    begun.delete(query.__knexQueryUid);
    total += since === undefined ? 0 : performance.now() - since;
  };
  knex.on('query', (query: Statement) => {
    begun.set(query.__knexQueryUid, performance.now());
    if (/^(insert into|update) [`"]refresh_state[`"]/.test(query.sql)) {
      writes += 1;
    }
  });
  knex.on('query-response', (_response, query) => {
    end(query);
    inserted += insertedBy(query);
  });
  knex.on('query-error', (_error, query) => end(query));
  return {
    takeTime() {
      const taken = total;
      total = 0;
      return taken;
    },
    takeWrites() {
      const taken = writes;
      writes = 0;
      return taken;
    },
    takeInserted() {
      const taken = inserted;
      inserted = 0;
      return taken;
    },
  };
}

/** Opens a new, empty database; undefined, said aloud, where there is none of that sort. */
export async function openDatabase(
  name: 'postgres' | 'sqlite',
  patienceMs: number,
): Promise<BenchDatabase | undefined> {
  if (name === 'sqlite') {
    return openSqlite();
  }
  const server = process.env.BENCH_POSTGRES;
  if (!server) {
    process.stderr.write('LEFT OUT: PostgreSQL, because there is none here\n');
    return undefined;
  }
  return openPostgres(server, patienceMs);
}

/** A new, empty database in memory. */
export function openSqlite(): BenchDatabase {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  return {
    title: 'SQLite in memory',
    knex,
    ...observed(knex),
    destroy: () => knex.destroy(),
  };
}

/** A new, empty database on a PostgreSQL server. */
async function openPostgres(
  server: string,
  patienceMs: number,
): Promise<BenchDatabase> {
  const name = `bench_${process.pid}_${Date.now().toString(36)}`;
  const admin = knexFactory({ client: 'pg', connection: server });
  await admin.raw('create database ??', [name]);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const knex = knexFactory({
    client: 'pg',
    connection: url.toString(),
    pool: {
      min: 0,
      max: 20,
      // A mutation that is too large for a database to be had in time ends as one that failed.
      afterCreate: (
        connection: {
          query(sql: string, done: (error: unknown) => void): void;
        },
        done: (error: unknown, connection: unknown) => void,
      ) =>
        connection.query(
          `set transaction_timeout = ${Math.round(patienceMs)}`,
          error => done(error, connection),
        ),
    },
  });
  return {
    title: 'PostgreSQL 18',
    knex,
    ...observed(knex),
    async destroy() {
      await knex.destroy();
      await admin.raw('drop database ?? with (force)', [name]);
      await admin.destroy();
    },
  };
}
