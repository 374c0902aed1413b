import type { Knex } from 'knex';

/** Every row of every table, by the table's name. */
export async function dumpDatabase(
  knex: Knex,
): Promise<Array<{ table: string; rows: unknown[] }>> {
  const isPostgres = knex.client.config.client === 'pg';
  const tables: Array<{ name: string }> = isPostgres
    ? await knex('information_schema.tables')
        .select('table_name as name')
        .where('table_schema', 'public')
    : await knex('sqlite_master').select('name').where('type', 'table');
  return Promise.all(
    tables.map(async ({ name }) => ({
      table: name,
      rows: await knex(name).select('*'),
    })),
  );
}
