import { defineCrd } from './definition';
import {
  boolean,
  integer,
  map,
  object,
  oneOf,
  open,
  rules,
  string,
  time,
} from './schema';

/** A backup of a PostgreSQL cluster; what it is of and how it is taken is fixed. */
export const cnpgBackupCrd = defineCrd({
  group: 'postgresql.cnpg.io',
  version: 'v1',
  kind: 'Backup',
  plural: 'backups',
  description: 'A backup of a PostgreSQL cluster.',
  specRequired: true,
  columns: [
    ['Age', '.metadata.creationTimestamp', 'date'],
    ['Cluster', '.spec.cluster.name'],
    ['Method', '.spec.method'],
    ['Phase', '.status.phase'],
    ['Error', '.status.error'],
  ],
  spec: object(
    {
      'cluster!': object({ 'name!': string() }),
      method: {
        ...oneOf('barmanObjectStore', 'volumeSnapshot', 'plugin'),
        default: 'barmanObjectStore',
      },
      online: boolean(),
      onlineConfiguration: object({
        immediateCheckpoint: boolean(),
        waitForArchive: boolean({ default: true }),
      }),
      pluginConfiguration: object({
        'name!': string(),
        parameters: map(string()),
      }),
      target: oneOf('primary', 'prefer-standby'),
    },
    rules(['self == oldSelf', 'BackupSpec is immutable once set']),
  ),
  status: open({
    backupId: string(),
    backupName: string(),
    beginWal: string(),
    destinationPath: string(),
    endWal: string(),
    error: string(),
    majorVersion: integer(),
    method: string(),
    phase: string(),
    serverName: string(),
    startedAt: time(),
    stoppedAt: time(),
  }),
});
