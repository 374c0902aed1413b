import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * Engines of managed databases.
 *
 * @public
 */
export type DatabaseEngine = 'postgresql' | 'mariadb';

/**
 * A managed database.
 *
 * @public
 */
export interface KdcDatabase extends KubernetesObject {
  spec?: {
    engine?: string;
    version?: string;
    replicas?: number;
    cpu?: string | number;
    memory?: string | number;
    storage?: string | number;
    databaseName?: string;
    username?: string;
    backup?: {
      enabled?: boolean;
      schedule?: string;
      retentionDays?: number;
      encryption?: { enabled?: boolean; kmsKeyName?: string };
    };
    expose?: { type?: string };
  };
  status?: {
    phase?: string;
    instances?: number;
    readyInstances?: number;
    version?: string;
    endpoint?: string;
    externalEndpoint?: string;
    /** RFC 3339. */
    latestBackup?: string;
    restore?: { phase?: string; message?: string };
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link KdcDatabase}.
 *
 * @public
 */
export const kdcDatabaseType: ResourceType = {
  group: 'db.kube-dc.com',
  version: 'v1alpha1',
  resource: 'kdcdatabases',
  kind: 'KdcDatabase',
  namespaced: true,
};
