import {
  CLUSTER_ANNOTATIONS,
  clusterCreate,
  kdcClusterKind,
  kdcClusterType,
  textOf,
  type OperationInput,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  createRequest,
  metadataOf,
  objectOutputOf,
  settleByHealth,
} from '../common';
import type { OperationRunner } from '../types';
import {
  freeDatastorePort,
  requireSeparateNetworks,
  workerImageOf,
} from './checks';

/** Secrets and config maps, under a key that is changed four times a year. */
const ENCRYPTION = {
  etcd: {
    enabled: true,
    resources: ['secrets', 'configmaps'],
    kekRotation: { enabled: true, interval: '90d' },
  },
};

type Input = OperationInput<typeof clusterCreate>;

/**
 * Makes a managed cluster with a datastore of its own. Nothing but the schema is checked by the API, so everything else
 * is checked here.
 */
export const createKdcCluster: OperationRunner<typeof clusterCreate> = {
  declaration: clusterCreate,
  namespaces: (input, context) => ({
    project: context.resolveProjectNamespace(input.project),
  }),
  async plan(input, context) {
    const namespace = context.resolveProjectNamespace(input.project);
    const image = workerImageOf(input.version, context);
    requireSeparateNetworks(input, context);
    const port = freeDatastorePort(namespace, context);
    return [
      createRequest(
        kdcClusterType,
        metadataOf(input, namespace, {
          annotations: input.expose
            ? { [CLUSTER_ANNOTATIONS.exposeRoute]: 'true' }
            : undefined,
        }),
        specOf(input, image, port),
        `Create cluster ${input.name}`,
      ),
    ];
  },
  async settled(input, context, run) {
    const target = {
      namespace: context.resolveProjectNamespace(input.project),
      name: input.name,
    };
    return settleByHealth(
      { kind: kdcClusterKind, target, context, startedAt: run.startedAt },
      (cluster, health) => {
        const ready =
          cluster.status?.phase === 'Ready' &&
          (health.state === 'ok' || health.state === 'warning');
        return ready
          ? {
              ...objectOutputOf(kdcClusterKind, target, context),
              phase: health.label,
              endpoint: textOf(cluster.status?.endpoint),
              connectionSecret: input.expose
                ? `${input.name}-cp-admin-kubeconfig-external`
                : undefined,
            }
          : undefined;
      },
    );
  },
};

/** The platform's defaults differ from what its console makes, so everything is written. */
function specOf(input: Input, image: string, port: number) {
  return {
    version: input.version,
    controlPlane: { replicas: input.controlPlaneReplicas },
    dataStore: { dedicated: true, eipName: 'default-gw', port },
    network: { serviceCIDR: input.serviceCIDR, podCIDR: input.podCIDR },
    eip: { create: true, externalNetworkType: input.network },
    enableClusterAPI: true,
    backup: input.backup
      ? { enabled: true, schedule: '0 2 * * *', retentionDays: 7 }
      : { enabled: false },
    ...(input.encryption ? { encryption: ENCRYPTION } : {}),
    workers: [
      {
        name: 'workers',
        replicas: input.workers,
        cpuCores: input.workerCpu,
        memory: input.workerMemory,
        diskSize: input.workerDisk,
        image,
        architecture: 'amd64',
        infrastructureProvider: 'kubevirt',
        storageType: 'datavolume',
      },
    ],
  };
}
