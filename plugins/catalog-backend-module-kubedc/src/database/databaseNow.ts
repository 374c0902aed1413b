import type { Knex } from 'knex';

const EXPRESSIONS: Array<[RegExp, string]> = [
  [/^pg/, 'extract(epoch from clock_timestamp()) * 1000.0'],
  [/sqlite/, "(julianday('now') - 2440587.5) * 86400000.0"],
  [/mysql/, 'unix_timestamp(now(3)) * 1000.0'],
];

/**
 * The database's own time as milliseconds since the epoch, so that replicas whose clocks differ agree.
 *
 * @param plusMs - milliseconds to add.
 * @throws an Error on a database that Backstage does not know.
 */
export function databaseNow(knex: Knex, plusMs: number = 0): Knex.Raw {
  const client = String(knex.client.config.client);
  const expression = EXPRESSIONS.find(([pattern]) => pattern.test(client))?.[1];
  if (!expression) {
    throw new Error(`The database client '${client}' is not supported`);
  }
  return knex.raw(`(${expression} + ?)`, [plusMs]);
}
