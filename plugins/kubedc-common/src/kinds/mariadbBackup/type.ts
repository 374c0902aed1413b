import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A physical backup of a MariaDB database, once or by a schedule.
 *
 * @public
 */
export interface MariadbBackup extends KubernetesObject {
  spec?: {
    mariaDbRef?: { name?: string };
    schedule?: { cron?: string; suspend?: boolean };
    storage?: { s3?: { bucket?: string; prefix?: string } };
  };
  status?: {
    conditions?: Condition[];
    /** RFC 3339. */
    lastScheduleTime?: string;
    /** RFC 3339. */
    nextScheduleTime?: string;
  };
}

/**
 * Resource type of {@link MariadbBackup}.
 *
 * @public
 */
export const mariadbBackupType: ResourceType = {
  group: 'k8s.mariadb.com',
  version: 'v1alpha1',
  resource: 'physicalbackups',
  kind: 'PhysicalBackup',
  namespaced: true,
};
