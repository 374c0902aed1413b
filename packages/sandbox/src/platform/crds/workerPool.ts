import {
  array,
  boolean,
  int32,
  intOrString,
  map,
  object,
  oneOf,
  rules,
  string,
  time,
} from './schema';

const scaleDown = object({
  cooldownSeconds: int32({ minimum: 0 }),
  enabled: boolean(),
  stabilizationWindowSeconds: int32({ minimum: 0 }),
  utilizationThreshold: int32({ minimum: 1, maximum: 100 }),
});

const scaleUp = object({
  cooldownSeconds: int32({ minimum: 0 }),
  maxNodesPerStep: int32({ minimum: 1 }),
  stabilizationWindowSeconds: int32({ minimum: 0 }),
});

const autoscaling = object(
  {
    behavior: object({ scaleDown, scaleUp }),
    enabled: boolean(),
    'maxReplicas!': int32({ minimum: 1 }),
    metrics: array(
      object({
        'targetAverageUtilization!': int32({ minimum: 1, maximum: 100 }),
        'type!': oneOf('cpu', 'memory'),
      }),
      { maxItems: 2 },
    ),
    minReplicas: int32({ minimum: 0 }),
    mode: {
      ...oneOf('Builtin', 'ClusterAutoscaler'),
      default: 'Builtin',
    },
  },
  rules(
    [
      '!has(self.minReplicas) || self.minReplicas <= self.maxReplicas',
      'autoscaling.minReplicas must not exceed maxReplicas',
    ],
    [
      "!has(self.enabled) || !self.enabled || !has(self.mode) || self.mode != 'ClusterAutoscaler' || !has(self.minReplicas) || self.minReplicas != 0",
      'minReplicas 0 is not supported with mode ClusterAutoscaler (scale-from-zero is not available)',
    ],
  ),
);

const cloudsigma = object({
  ccmImage: string({ default: 'docker.io/shalb/cloudsigma-ccm:latest' }),
  cpuMHz: int32({ minimum: 1000 }),
  diskSizeGB: int32(),
  'imageUUID!': string(),
  meta: map(string()),
  mhzPerCore: int32({ minimum: 1000 }),
  nics: array(
    object({
      ipPoolRef: object({
        apiGroup: string({ default: 'ipam.cluster.x-k8s.io' }),
        kind: {
          ...oneOf('InClusterIPPool', 'GlobalInClusterIPPool'),
          default: 'InClusterIPPool',
        },
        'name!': string(),
      }),
      public: boolean(),
      vlan: string(),
    }),
  ),
  privateApiEndpointIP: string(),
  region: string(),
  tags: array(string()),
});

/** One worker pool of a managed cluster. */
export const workerPool = object(
  {
    architecture: string({ default: 'amd64' }),
    autoscaling,
    cloudsigma,
    cpuCores: int32({ default: 1, minimum: 1 }),
    diskSize: string({ default: '10Gi' }),
    image: string(),
    infrastructureProvider: string({ default: 'kubevirt' }),
    labels: map(string()),
    memory: string({ default: '2Gi' }),
    'name!': string({ pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' }),
    nodeDrainTimeoutSeconds: int32({ minimum: 0 }),
    paused: boolean(),
    replicas: int32({ default: 2, minimum: 0 }),
    storageType: {
      ...oneOf('datavolume', 'containerdisk'),
      default: 'datavolume',
    },
    strategy: object({
      maxSurge: intOrString(),
      maxUnavailable: intOrString(),
    }),
    taints: array(
      object({
        'key!': string(),
        value: string(),
        'effect!': string(),
        timeAdded: time(),
      }),
    ),
    version: string({ pattern: '^v\\d+\\.\\d+\\.\\d+$' }),
  },
  rules([
    '!has(self.autoscaling) || !self.autoscaling.enabled || (self.replicas <= self.autoscaling.maxReplicas && self.replicas >= (has(self.autoscaling.minReplicas) ? self.autoscaling.minReplicas : 1))',
    'replicas must lie within autoscaling.minReplicas..maxReplicas while autoscaling is enabled',
  ]),
);

/** What is seen of one worker pool. */
export const workerPoolStatus = object({
  autoscaling: object({
    currentCPUUtilization: int32(),
    currentMemoryUtilization: int32(),
    lastScaleReason: string(),
    lastScaleTime: time(),
    limitedBy: string(),
    maxReplicas: int32(),
    minReplicas: int32(),
    mode: string(),
  }),
  deletingReplicas: int32(),
  'name!': string(),
  observedVersion: string(),
  paused: boolean(),
  phase: string(),
  'readyReplicas!': int32(),
  'replicas!': int32(),
  updatedReplicas: int32(),
  version: string(),
});
