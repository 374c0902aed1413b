import type { Config } from '@backstage/config';
import { refuseUnknownKeys } from './configReaders';
import { DEFAULT_OFFERS } from './offers';
import type { Installation } from './types';

/** Reads what an installation offers; what it does not name is as shipped. */
export function readOffers(
  config: Config | undefined,
  name: string,
): Installation['offers'] {
  if (!config) {
    return DEFAULT_OFFERS;
  }
  refuseUnknownKeys(
    config,
    ['clusterVersions', 'databaseVersions'],
    `${name}.offers`,
  );
  const databases = config.getOptionalConfig('databaseVersions');
  if (databases) {
    refuseUnknownKeys(
      databases,
      ['postgresql', 'mariadb'],
      `${name}.offers.databaseVersions`,
    );
  }
  const versions = (engine: 'postgresql' | 'mariadb') =>
    databases?.getOptionalStringArray(engine) ??
    DEFAULT_OFFERS.databaseVersions[engine];
  return {
    clusterVersions:
      config.getOptionalConfigArray('clusterVersions')?.map(entry => ({
        version: entry.getString('version'),
        workerImage: entry.getString('workerImage'),
      })) ?? DEFAULT_OFFERS.clusterVersions,
    databaseVersions: {
      postgresql: versions('postgresql'),
      mariadb: versions('mariadb'),
    },
  };
}
