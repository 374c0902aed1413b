import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A backup of a PostgreSQL database (CloudNativePG).
 *
 * @public
 */
export interface PostgresqlBackup extends KubernetesObject {
  spec?: { cluster?: { name?: string }; method?: string };
  status?: {
    phase?: string;
    /** RFC 3339. */
    startedAt?: string;
    /** RFC 3339. */
    stoppedAt?: string;
    error?: string;
    destinationPath?: string;
  };
}

/**
 * Resource type of {@link PostgresqlBackup}.
 *
 * @public
 */
export const postgresqlBackupType: ResourceType = {
  group: 'postgresql.cnpg.io',
  version: 'v1',
  resource: 'backups',
  kind: 'Backup',
  namespaced: true,
};
