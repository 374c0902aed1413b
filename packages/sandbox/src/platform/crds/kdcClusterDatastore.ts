import { conditionMap } from './conditions';
import { defineCrd } from './definition';
import {
  array,
  boolean,
  int32,
  int64,
  map,
  object,
  oneOf,
  quantity,
  string,
  time,
  resourceRequirements,
} from './schema';

const etcd = object({
  autoscaling: object({
    maxAllowed: map(map(quantity())),
    mode: {
      ...oneOf('Off', 'Initial', 'Recreate', 'InPlaceOrRecreate'),
      default: 'InPlaceOrRecreate',
    },
  }),
  compaction: object({
    mode: { ...oneOf('periodic', 'revision'), default: 'periodic' },
    retention: string({ default: '1h' }),
  }),
  image: string(),
  quotaBackendBytes: int64({ default: 8589934592 }),
  'replicas!': int32({ default: 3, enum: [1, 3, 5, 7, 9] }),
  resources: resourceRequirements({
    claims: array(object({ 'name!': string(), request: string() }), {
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    }),
  }),
  storage: object({
    size: string({ default: '10Gi' }),
    storageClassName: string({ default: 'local-path' }),
  }),
  version: string({ default: 'v3.5.11' }),
});

export const kdcClusterDatastoreCrd = defineCrd({
  group: 'k8s.kube-dc.com',
  version: 'v1alpha1',
  kind: 'KdcClusterDatastore',
  plural: 'kdcclusterdatastores',
  shortNames: ['kdc-ds'],
  description: 'The etcd of managed clusters.',
  specRequired: true,
  columns: [
    ['Phase', '.status.phase'],
    ['Etcd Ready', '.status.etcd.ready', 'boolean'],
    ['DataStore', '.status.dataStore.name'],
    ['References', '.status.referenceCount', 'integer'],
    ['Age', '.metadata.creationTimestamp', 'date'],
  ],
  spec: object({
    certificates: object({
      duration: string({ default: '2160h' }),
      issuer: object({
        kind: {
          ...oneOf('Issuer', 'ClusterIssuer'),
          default: 'ClusterIssuer',
        },
        name: string({ default: 'etcd-ca-issuer' }),
      }),
      renewBefore: string({ default: '720h' }),
    }),
    dataStore: object({ endpointTemplate: string(), name: string() }),
    'etcd!': etcd,
    networkPolicy: object({
      allowedNamespaces: array(string()),
      enabled: boolean({ default: false }),
    }),
    service: object({
      eip: object({
        create: boolean({ default: false }),
        externalNetworkType: oneOf('public', 'cloud'),
        name: string(),
        publicIpName: string(),
      }),
      port: int32({ default: 2379, minimum: 1, maximum: 65535 }),
    }),
  }),
  status: object({
    conditions: conditionMap(),
    dataStore: object({
      endpoint: string(),
      name: string(),
      'ready!': boolean(),
    }),
    etcd: object({
      autoscalingMode: string(),
      endpoints: array(string()),
      lastRecommendationUpdate: time(),
      loadBalancerIP: string(),
      'ready!': boolean(),
      'readyReplicas!': int32(),
      recommendations: array(
        object({
          'containerName!': string(),
          lowerBound: map(quantity()),
          target: map(quantity()),
          uncappedTarget: map(quantity()),
          upperBound: map(quantity()),
        }),
      ),
      'replicas!': int32(),
    }),
    lastReconcileTime: time(),
    observedGeneration: int64(),
    phase: oneOf(
      'Pending',
      'Provisioning',
      'Ready',
      'Failed',
      'Degraded',
      'Blocked',
    ),
    referenceCount: int32(),
    resources: object({
      eip: object({ ip: string(), name: string() }),
      secrets: array(object({ name: string(), namespace: string() })),
      services: array(
        object({ externalIP: string(), name: string(), type: string() }),
      ),
    }),
  }),
});
