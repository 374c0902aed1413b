import type { Installation } from './types';

/**
 * Versions offered where an installation's configuration names none. Installations differ, so operators should name
 * their own.
 */
export const DEFAULT_OFFERS: Installation['offers'] = {
  clusterVersions: [
    {
      version: 'v1.36.1',
      workerImage: 'docker.io/shalb/ubuntu-2404-container-disk:v1.36.1',
    },
    {
      version: 'v1.35.0',
      workerImage: 'docker.io/shalb/ubuntu-2404-container-disk:v1.35.2',
    },
    {
      version: 'v1.34.0',
      workerImage: 'quay.io/capk/ubuntu-2404-container-disk:v1.34.1',
    },
  ],
  databaseVersions: {
    postgresql: ['17', '16', '15', '14'],
    mariadb: ['11.4', '10.11'],
  },
};
