import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Brings this module's tables into the catalog's database, beside the catalog's own and with a history of their own. */
export async function migrate(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@kubedc/backstage-plugin-catalog-backend-module-kubedc',
        'migrations',
      ),
      tableName: 'kubedc_knex_migrations',
    });
  }
  return knex;
}
