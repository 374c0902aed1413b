import type { BenchApiServer } from './apiServer';
import type { BenchClient } from './client';
import type { BenchDatabase } from './database';
import type { Landmarks } from './platform/fill';
import type { RequestLog } from './requestLog';

/** What all measurements of one setting share. */
export interface Bench {
  apiServer: BenchApiServer;
  client: BenchClient;
  database: BenchDatabase;
  landmarks: Landmarks;
  /** What this process asks of the API server beside {@link Bench.client}. */
  log: RequestLog;
  /** How long the catalog's own processing, or one mutation of another way, may take, in milliseconds. */
  patienceMs: number;
  /** Whether the catalog processes what it was given. */
  processing: boolean;
}

/** Rows of a table. */
export async function countRows(
  { knex }: BenchDatabase,
  table: string,
): Promise<number> {
  const [row] = await knex(table).count({ count: '*' });
  return Number(row.count);
}
