import { conditions } from './conditions';
import { defineCrd } from './definition';
import {
  array,
  boolean,
  int32,
  map,
  object,
  oneOf,
  quantity,
  rules,
  string,
  time,
} from './schema';
import { workerPool, workerPoolStatus } from './workerPool';

const resources = () =>
  object({ limits: map(quantity()), requests: map(quantity()) });

const reservation = (field: string) =>
  map(
    string({
      pattern: '^[0-9]+(\\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi)?$',
      maxLength: 32,
    }),
    {
      maxProperties: 3,
      ...rules([
        "self.all(key, key in ['cpu', 'memory', 'ephemeral-storage'])",
        `${field} keys must be one of: cpu, memory, ephemeral-storage`,
      ]),
    },
  );

const encryption = object({
  etcd: object({
    backup: object({ keyRef: string() }),
    disableRequested: boolean(),
    'enabled!': boolean({ default: false }),
    kekRotation: object({
      enabled: boolean({ default: false }),
      interval: string(),
    }),
    keyRef: string(),
    resources: array(oneOf('secrets', 'configmaps'), {
      default: ['secrets'],
      minItems: 1,
      maxItems: 2,
      'x-kubernetes-list-type': 'set',
    }),
  }),
});

const controlPlane = object({
  autoscaling: object({
    maxAllowed: map(map(quantity())),
    minReplicas: int32(),
    mode: {
      ...oneOf('Off', 'Initial', 'Recreate', 'InPlaceOrRecreate'),
      default: 'InPlaceOrRecreate',
    },
  }),
  replicas: int32({ default: 2 }),
  resources: object({
    apiServer: resources(),
    controllerManager: resources(),
    scheduler: resources(),
  }),
});

const kubelet = object({
  evictionHard: map(
    string({
      pattern: '^[0-9]+(\\.[0-9]+)?(%|m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi)?$',
      maxLength: 32,
    }),
    {
      maxProperties: 6,
      ...rules([
        "self.all(key, key in ['memory.available', 'nodefs.available', 'nodefs.inodesFree', 'imagefs.available', 'imagefs.inodesFree', 'pid.available'])",
        'evictionHard keys must be valid kubelet eviction signals (memory.available, nodefs.available, nodefs.inodesFree, imagefs.available, imagefs.inodesFree, pid.available)',
      ]),
    },
  ),
  kubeReserved: reservation('kubeReserved'),
  maxPods: int32({ minimum: 10, maximum: 2500 }),
  systemReserved: reservation('systemReserved'),
});

const recommendation = object({
  'containerName!': string(),
  lowerBound: map(quantity()),
  target: map(quantity()),
  uncappedTarget: map(quantity()),
  upperBound: map(quantity()),
});

export const kdcClusterCrd = defineCrd({
  group: 'k8s.kube-dc.com',
  version: 'v1alpha1',
  kind: 'KdcCluster',
  plural: 'kdcclusters',
  shortNames: ['kdc-cl'],
  description: 'A managed Kubernetes cluster.',
  columns: [
    ['Version', '.spec.version'],
    ['Phase', '.status.phase'],
    ['Endpoint', '.status.endpoint'],
    ['DataStore', '.status.dataStoreName'],
    ['VPA', '.status.controlPlane.autoscalingMode'],
    ['Encryption', '.status.encryption.resolvedKeyRef', 'string', 1],
    ['Age', '.metadata.creationTimestamp', 'date'],
  ],
  spec: object({
    backup: object({
      destinationPath: string(),
      enabled: boolean({ default: true }),
      retentionDays: int32({ default: 7, minimum: 1, maximum: 365 }),
      s3CredentialSecret: string(),
      s3Endpoint: string(),
      schedule: string({ default: '0 2 * * *' }),
    }),
    controlPlane,
    dataStore: object({
      dedicated: boolean({ default: false }),
      eipName: string(),
      name: string(),
      namespace: string(),
      port: int32({ minimum: 1024, maximum: 65535 }),
    }),
    eip: object({
      create: boolean({ default: true }),
      externalNetworkType: string({ default: 'public' }),
      name: string(),
    }),
    enableClusterAPI: boolean({ default: false }),
    encryption,
    kubelet,
    network: object({
      podCIDR: string({ default: '10.244.0.0/16' }),
      serviceCIDR: string({ default: '10.96.0.0/12' }),
    }),
    publicApiEndpoint: boolean({ default: false }),
    'version!': string(),
    workers: array(workerPool),
  }),
  status: object({
    backupBucket: string(),
    backupDestinationPath: string(),
    conditions: conditions(),
    controlPlane: object({
      autoscalingMode: string(),
      lastRecommendationUpdate: time(),
      recommendations: array(recommendation),
      version: string(),
    }),
    controlPlaneReady: boolean(),
    dataStoreName: string(),
    eipName: string(),
    encryption: object({
      currentKeyVersion: int32(),
      disableMigrationProgress: int32({ minimum: 0, maximum: 100 }),
      kekRotation: object({
        currentVersion: int32(),
        enabled: boolean(),
        lastRotatedTime: time(),
        minDecryptionVersion: int32(),
        nextRotationTime: time(),
      }),
      kmsPluginReady: boolean(),
      lastRewrapCompleted: time(),
      resolvedBackupKeyRef: string(),
      resolvedKeyRef: string(),
      rewrapInProgress: boolean(),
    }),
    endpoint: string(),
    latestBackupKey: string(),
    latestBackupTime: time(),
    latestRestoreKey: string(),
    latestRestoreTime: time(),
    phase: string(),
    publicApiEndpoint: string(),
    workerPools: array(workerPoolStatus),
  }),
});
