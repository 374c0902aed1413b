import { defineCrd } from './definition';
import {
  array,
  boolean,
  conditions,
  int32,
  map,
  object,
  open,
  quantity,
  string,
} from './schema';

/** What CloudNativePG makes a PostgreSQL database of. */
export const cnpgClusterCrd = defineCrd({
  group: 'postgresql.cnpg.io',
  version: 'v1',
  kind: 'Cluster',
  plural: 'clusters',
  description: 'A PostgreSQL cluster.',
  specRequired: true,
  columns: [
    ['Age', '.metadata.creationTimestamp', 'date'],
    ['Instances', '.status.instances', 'integer'],
    ['Ready', '.status.readyInstances', 'integer'],
    ['Status', '.status.phase'],
    ['Primary', '.status.currentPrimary'],
  ],
  spec: open({
    imageName: string(),
    'instances!': int32({ minimum: 1, default: 1 }),
    resources: open({ limits: map(quantity()), requests: map(quantity()) }),
    storage: open({ size: string(), storageClass: string() }),
  }),
  status: open({
    conditions: conditions(),
    currentPrimary: string(),
    firstRecoverabilityPoint: string(),
    instanceNames: array(string()),
    instances: int32(),
    lastSuccessfulBackup: string(),
    phase: string(),
    phaseReason: string(),
    readService: string(),
    readyInstances: int32(),
    writeService: string(),
  }),
});

/** What the MariaDB operator makes a MariaDB database of. */
export const mariaDbCrd = defineCrd({
  group: 'k8s.mariadb.com',
  version: 'v1alpha1',
  kind: 'MariaDB',
  plural: 'mariadbs',
  shortNames: ['mdb'],
  description: 'A MariaDB server or cluster.',
  columns: [
    ['Ready', ".status.conditions[?(@.type=='Ready')].status"],
    ['Status', ".status.conditions[?(@.type=='Ready')].message"],
    ['Primary', '.status.currentPrimary'],
    ['Age', '.metadata.creationTimestamp', 'date'],
  ],
  spec: open({
    database: string(),
    image: string(),
    replicas: int32({ default: 1 }),
    replication: open({ enabled: boolean() }),
    storage: open({ size: quantity(), storageClassName: string() }),
    username: string(),
  }),
  status: open({
    conditions: conditions(),
    currentPrimary: string(),
    currentPrimaryPodIndex: int32(),
    replicas: int32(),
  }),
});

/** A backup of a PostgreSQL cluster. */
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
  spec: open({
    'cluster!': object({ 'name!': string() }),
    method: string({ default: 'barmanObjectStore' }),
  }),
  status: open({
    backupId: string(),
    beginWal: string(),
    endWal: string(),
    error: string(),
    phase: string(),
    startedAt: string(),
    stoppedAt: string(),
  }),
});
