import knexFactory from 'knex';
import { insertedBy, openSqlite } from './database';

const rows = [1, 2, 3].map(id => ({
  entity_id: `id-${id}`,
  entity_ref: `component:default/(?,${id})`,
  unprocessed_entity: '{}',
}));

describe('insertedBy', () => {
  it.each(['pg', 'better-sqlite3'])(
    'counts the entities of one statement on %s',
    client => {
      const knex = knexFactory({ client, useNullAsDefault: true });
      const statement = (table: string, values: object | object[]) =>
        knex(table).insert(values).toSQL().toNative();
      expect(insertedBy(statement('refresh_state', rows))).toBe(3);
      expect(insertedBy(statement('refresh_state', rows[0]))).toBe(1);
      expect(insertedBy(statement('refresh_state_references', rows))).toBe(0);
      expect(
        insertedBy(
          knex('refresh_state').update({ errors: '' }).toSQL().toNative(),
        ),
      ).toBe(0);
    },
  );
});

describe('openSqlite', () => {
  it('counts entities that were inserted, also those of a transaction that is taken back', async () => {
    const database = openSqlite();
    const { knex } = database;
    await knex.schema.createTable('refresh_state', table => {
      table.string('entity_id').primary();
      table.string('entity_ref');
      table.string('unprocessed_entity');
    });
    await expect(
      knex.transaction(async tx => {
        await tx.batchInsert('refresh_state', rows, 2);
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    expect(database.takeInserted()).toBe(3);
    expect(database.takeWrites()).toBe(2);
    expect(database.takeInserted()).toBe(0);
    await database.destroy();
  });
});
