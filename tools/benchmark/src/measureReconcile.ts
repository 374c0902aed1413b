import catalogModuleKubedc from '@kubedc/backstage-plugin-catalog-backend-module-kubedc';
import type { BenchApiServer } from './apiServer';
import type { BenchDatabase } from './database';
import type { Figure } from './figures';
import type { Landmarks } from './platform';
import { startPortal } from './portal';
import { untilTrue } from './statistics';

/** Measures a restart of the portal on a platform and a catalog that are equal. */
export async function measureReconcile(options: {
  apiServer: BenchApiServer;
  database: BenchDatabase;
  landmarks: Landmarks;
}): Promise<Figure[]> {
  const { database, landmarks } = options;
  const { knex } = database;
  await knex('kubedc_reports').delete();
  database.takeTime();
  database.takeWrites();
  const portal = await startPortal({
    ...options,
    organization: landmarks.organization,
    features: [catalogModuleKubedc],
    // Only what the comparison itself costs is of interest.
    config: { catalog: { processingInterval: false } },
  });
  try {
    const took = await untilTrue(
      async () => {
        const row = await knex('kubedc_reports').first('report');
        return Boolean(row && JSON.parse(row.report).lastComparedAt);
      },
      { everyMs: 250 },
    );
    return [
      {
        name: 'restart: all compared with the catalog',
        value: took,
        unit: 's',
      },
      {
        name: 'restart: time of the database',
        value: database.takeTime(),
        unit: 's',
        bar: 1_000,
      },
      {
        name: 'restart: writes of entities',
        value: database.takeWrites(),
        unit: 'writes',
        bar: 0,
      },
    ];
  } finally {
    await portal.stop();
  }
}
