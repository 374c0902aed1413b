import { conditionMap } from './conditions';
import { defineCrd } from './definition';
import {
  array,
  boolean,
  int32,
  int64,
  integer,
  map,
  object,
  oneOf,
  quantity,
  string,
  time,
  atomic,
} from './schema';

const postProcess = object({
  'enabled!': boolean({ default: false }),
  image: string({ default: 'shalb/db-backup-encryptor:v0.1.0-placeholder' }),
  imagePullSecrets: array(atomic(object({ name: string({ default: '' }) }))),
  schedule: string({ default: '30 2 * * *' }),
});

const backup = object({
  destinationPath: string(),
  'enabled!': boolean({ default: true }),
  encryption: object({
    'enabled!': boolean({ default: false }),
    'kmsKeyName!': string({
      minLength: 1,
      pattern:
        '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    }),
    postProcess,
    wrappedDEKSecretName: string(),
  }),
  retentionDays: int32({ default: 7, minimum: 1, maximum: 365 }),
  s3CredentialSecret: string(),
  s3Endpoint: string(),
  schedule: string({ default: '0 2 * * *' }),
});

export const kdcDatabaseCrd = defineCrd({
  group: 'db.kube-dc.com',
  version: 'v1alpha1',
  kind: 'KdcDatabase',
  plural: 'kdcdatabases',
  shortNames: ['kdcdb'],
  description: 'A managed database.',
  columns: [
    ['Engine', '.spec.engine'],
    ['Version', '.spec.version'],
    ['Replicas', '.spec.replicas', 'integer'],
    ['Phase', '.status.phase'],
    ['Endpoint', '.status.endpoint'],
    ['Age', '.metadata.creationTimestamp', 'date'],
  ],
  spec: object({
    backup,
    'cpu!': quantity({ default: '1' }),
    databaseName: string({ default: 'app' }),
    'engine!': {
      ...oneOf('postgresql', 'mariadb'),
      default: 'postgresql',
    },
    expose: object({
      'type!': {
        ...oneOf('internal', 'loadbalancer', 'gateway'),
        default: 'internal',
      },
    }),
    'memory!': quantity({ default: '2Gi' }),
    parameters: map(string()),
    replicas: int32({ default: 2, minimum: 1, maximum: 9 }),
    restoreFrom: object({
      'backupName!': string(),
      sourceDatabaseName: string(),
      targetTime: string(),
    }),
    'storage!': quantity({ default: '20Gi' }),
    storageClassName: string(),
    username: string({ default: 'app' }),
    'version!': string({ default: '16' }),
  }),
  status: object({
    backupDestinationPath: string(),
    backupEncryption: object({
      kmsKeyId: string(),
      kmsKeyName: string(),
      lastWrappedAt: time(),
      postProcessCronJobName: string(),
      wrappedDEKSecretName: string(),
      wrappedDEKVersion: integer(),
    }),
    conditions: conditionMap(),
    endpoint: string(),
    externalEndpoint: string(),
    instances: int32(),
    latestBackup: time(),
    observedGeneration: int64(),
    openBaoEngineConfigured: boolean(),
    phase: oneOf('Pending', 'Provisioning', 'Ready', 'Upgrading', 'Failed'),
    readyInstances: int32(),
    restore: object({
      'backupName!': string(),
      completedAt: time(),
      message: string(),
      'phase!': oneOf('InProgress', 'Succeeded', 'Failed'),
      sourceDatabaseName: string(),
      startedAt: time(),
      targetTime: string(),
    }),
    storageUsed: string(),
    version: string(),
  }),
});
