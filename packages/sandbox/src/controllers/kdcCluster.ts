import {
  KdcCluster,
  eips,
  kdcClusterDatastores,
  kdcClusters,
  objectBucketClaims,
} from '../kinds';
import { Context, defineController, owned } from '../runtime/controller';
import { withConditions } from '../runtime/objects';
import { pods } from '../runtime/resources';
import { Condition } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import {
  controlPlanePods,
  encryptionStatus,
  endpointOf,
  ensureAddress,
  ensureDatastore,
  ensureKubeconfig,
  isOffered,
} from './controlPlane';
import { CLUSTER_BACKUPS } from './projectObjects';
import { ensureServicePod, startServicePod } from './servicePods';
import { reconcileWorkers } from './workerPools';

const SECONDS = { accept: 2, service: 3, start: 5, upgrade: 8, retry: 15 };

/** KdcCluster → datastore, address, control plane, workers, kubeconfig. */
export const kdcClusterController = defineController<KdcCluster>({
  resource: kdcClusters,
  watches: [
    owned(pods, 'KdcCluster'),
    owned(eips, 'KdcCluster'),
    owned(kdcClusterDatastores, 'KdcCluster'),
    {
      resource: objectBucketClaims,
      toKeys: (claim, cache) =>
        claim.metadata.name === CLUSTER_BACKUPS
          ? cache
              .list(kdcClusters, claim.metadata.namespace)
              .map(({ metadata }) => metadata)
          : [],
    },
  ],

  async reconcile(cluster, context) {
    if (cluster.metadata.deletionTimestamp) {
      return undefined;
    }
    switch (cluster.status?.phase) {
      case undefined:
        await setStatus(cluster, context, { phase: 'Pending' });
        return { requeueAfterMs: 1 };
      case 'Pending':
        return accept(cluster, context);
      case 'WaitingForService':
        return waitForService(cluster, context);
      default:
        return provision(cluster, context);
    }
  },
});

async function accept(cluster: KdcCluster, context: Context): Promise<Result> {
  const wait = context.steps.remaining(cluster, 'accept', SECONDS.accept);
  if (wait) {
    return { requeueAfterMs: wait };
  }
  const dataStoreName = await ensureDatastore(cluster, context);
  const { eipName } = await ensureAddress(cluster, context);
  await setStatus(cluster, context, {
    phase: 'WaitingForService',
    dataStoreName,
    eipName,
  });
  return { requeueAfterMs: 1 };
}

async function waitForService(
  cluster: KdcCluster,
  context: Context,
): Promise<Result> {
  const { address } = await ensureAddress(cluster, context);
  const wait = context.steps.remaining(cluster, 'service', SECONDS.service);
  if (!address || wait) {
    return wait ? { requeueAfterMs: wait } : undefined;
  }
  await setStatus(cluster, context, {
    phase: 'Provisioning',
    controlPlaneReady: false,
  });
  return { requeueAfterMs: 1 };
}

async function provision(
  cluster: KdcCluster,
  context: Context,
): Promise<Result> {
  const { cache, clock, steps, events } = context;
  const { namespace } = cluster.metadata;
  const { version = '' } = cluster.spec ?? {};
  if (!isOffered(version)) {
    const message = `version ${version} is not offered: image registry.k8s.io/kube-apiserver:${version} was not found`;
    await events.warning(cluster, 'ControlPlaneFailed', message);
    await setStatus(cluster, context, {
      phase: 'Provisioning',
      condition: {
        type: 'ControlPlaneReady',
        status: 'False',
        reason: 'ImagePullFailed',
        message,
      },
    });
    return undefined;
  }
  const dataStoreName = await ensureDatastore(cluster, context);
  const store = cache.get(kdcClusterDatastores, {
    namespace,
    name: dataStoreName,
  });
  if (store && !store.status?.etcd?.ready) {
    await setStatus(cluster, context, {
      phase: 'Provisioning',
      condition: {
        type: 'ControlPlaneReady',
        status: 'False',
        reason: 'WaitingForDataStore',
        message: `datastore ${dataStoreName} is ${
          store.status?.phase ?? 'Pending'
        }`,
      },
    });
    return undefined;
  }
  const next = controlPlanePods(cluster).find(
    ({ name }) =>
      cache.get(pods, { namespace, name })?.status?.phase !== 'Running',
  );
  if (next) {
    const shortage = await ensureServicePod(cluster, next, context);
    if (shortage) {
      await events.warning(cluster, 'FailedCreate', shortage);
      await setStatus(cluster, context, {
        condition: {
          type: 'ControlPlaneReady',
          status: 'False',
          reason: 'QuotaExceeded',
          message: shortage,
        },
      });
      return { requeueAfterMs: Math.max(500, clock.ms(SECONDS.retry)) };
    }
    const wait = steps.remaining(cluster, next.name, SECONDS.start);
    if (!wait) {
      await startServicePod(namespace, next.name, context);
    }
    return { requeueAfterMs: wait || 1 };
  }
  const running = cluster.status?.controlPlane?.version;
  if (running && running !== version) {
    const wait = steps.remaining(cluster, `to ${version}`, SECONDS.upgrade);
    if (wait) {
      await setStatus(cluster, context, { phase: 'Provisioning' });
      return { requeueAfterMs: wait };
    }
  }
  return operate(cluster, dataStoreName, context);
}

async function operate(
  cluster: KdcCluster,
  dataStoreName: string,
  context: Context,
): Promise<Result> {
  const { cache, clock, events } = context;
  const { address, eipName } = await ensureAddress(cluster, context);
  const endpoint = endpointOf(cluster, address ?? '');
  await ensureKubeconfig(cluster, endpoint, context);
  const workers = await reconcileWorkers(cluster, context);
  const bucket = cache.get(objectBucketClaims, {
    namespace: cluster.metadata.namespace,
    name: CLUSTER_BACKUPS,
  });
  const hasBucket = bucket?.status?.phase === 'Bound';
  const now = clock.now();
  await context.client.patchStatus(kdcClusters, cluster, {
    phase: 'Ready',
    endpoint,
    eipName,
    dataStoreName,
    controlPlaneReady: true,
    controlPlane: {
      version: cluster.spec?.version,
      autoscalingMode: 'InPlaceOrRecreate',
    },
    workerPools: workers.pools,
    ...encryptionStatus(cluster),
    conditions: withConditions(
      cluster.status?.conditions,
      [
        {
          type: 'ControlPlaneReady',
          status: 'True',
          reason: 'Ready',
          message: 'the API server answers',
        },
        ...(cluster.spec?.backup && cluster.spec.backup.enabled !== false
          ? [
              {
                type: 'BackupReady',
                status: hasBucket ? ('True' as const) : ('False' as const),
                reason: hasBucket ? 'Scheduled' : 'S3NotAvailable',
                message: hasBucket
                  ? 'snapshots are taken'
                  : `bucket claim ${CLUSTER_BACKUPS} is not bound`,
              },
            ]
          : []),
        ...(cluster.spec?.encryption?.etcd?.enabled
          ? [
              {
                type: 'EncryptionAvailable',
                status: 'True' as const,
                reason: 'PluginReady',
                message: 'secrets are encrypted at rest',
              },
            ]
          : []),
      ],
      now,
    ),
  });
  if (cluster.status?.phase !== 'Ready') {
    await events.normal(
      cluster,
      'Ready',
      `the API server answers at ${endpoint}`,
    );
  }
  return workers.requeueAfterMs === undefined
    ? undefined
    : { requeueAfterMs: workers.requeueAfterMs };
}

async function setStatus(
  cluster: KdcCluster,
  { client, clock }: Context,
  change: { condition?: Condition; [field: string]: unknown },
): Promise<void> {
  const { condition, ...status } = change;
  await client.patchStatus(kdcClusters, cluster, {
    ...status,
    ...(condition
      ? {
          conditions: withConditions(
            cluster.status?.conditions,
            [condition],
            clock.now(),
          ),
        }
      : {}),
  });
}
