import {
  KdcClusterDatastore,
  eips,
  kdcClusterDatastores,
  kdcClusters,
} from '../kinds';
import { Context, defineController, owned } from '../runtime/controller';
import { timestamp, withConditions } from '../runtime/objects';
import { pods } from '../runtime/resources';
import { Condition } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import {
  ServicePod,
  deleteServicePod,
  ensureServicePod,
  startServicePod,
} from './servicePods';

const SECONDS = { member: 3, retry: 15 };

/** KdcClusterDatastore → etcd members on a port of an address. */
export const kdcClusterDatastoreController =
  defineController<KdcClusterDatastore>({
    resource: kdcClusterDatastores,
    watches: [
      owned(pods, 'KdcClusterDatastore'),
      ...[kdcClusters, eips].map(resource => ({
        resource,
        toKeys: (
          object: { metadata: { namespace?: string } },
          cache: Context['cache'],
        ) =>
          cache
            .list(kdcClusterDatastores, object.metadata.namespace)
            .map(({ metadata }) => metadata),
      })),
    ],

    async reconcile(store, context) {
      if (store.metadata.deletionTimestamp) {
        return undefined;
      }
      const { cache, clock, events } = context;
      const { namespace } = store.metadata;
      const rival = rivalOf(store, context);
      if (rival) {
        await setStatus(store, context, 'Blocked', 0, {
          type: 'Ready',
          status: 'False',
          reason: 'PortInUse',
          message: `port ${portOf(store)} of ${eipNameOf(
            store,
          )} belongs to ${rival}`,
        });
        return undefined;
      }
      const wanted = membersOf(store);
      const running = wanted.filter(
        ({ name }) =>
          cache.get(pods, { namespace, name })?.status?.phase === 'Running',
      );
      const surplus = cache
        .list(pods, namespace)
        .filter(
          pod =>
            pod.metadata.labels?.['kdc.datastore.name'] ===
              store.metadata.name &&
            !wanted.some(({ name }) => name === pod.metadata.name),
        );
      for (const { metadata } of surplus) {
        await deleteServicePod(namespace, metadata.name, context);
      }
      const next = wanted.find(member => !running.includes(member));
      if (!next) {
        if (store.status?.phase !== 'Ready') {
          await events.normal(
            store,
            'Ready',
            `${wanted.length} etcd members are ready`,
          );
        }
        await setStatus(store, context, 'Ready', running.length, {
          type: 'Ready',
          status: 'True',
          reason: 'EtcdReady',
          message: 'all members are ready',
        });
        return undefined;
      }
      const shortage = await ensureServicePod(store, next, context);
      await setStatus(
        store,
        context,
        shortage ? 'Failed' : 'Provisioning',
        running.length,
        {
          type: 'Ready',
          status: 'False',
          reason: shortage ? 'QuotaExceeded' : 'MembersStarting',
          message:
            shortage ??
            `${running.length} of ${wanted.length} members are ready`,
        },
      );
      if (shortage) {
        await events.warning(store, 'FailedCreate', shortage);
        return { requeueAfterMs: Math.max(500, clock.ms(SECONDS.retry)) };
      }
      return advance(store, next, context);
    },
  });

async function advance(
  store: KdcClusterDatastore,
  next: ServicePod,
  context: Context,
): Promise<Result> {
  const wait = context.steps.remaining(store, next.name, SECONDS.member);
  if (!wait) {
    await startServicePod(store.metadata.namespace, next.name, context);
  }
  return { requeueAfterMs: wait || 1 };
}

function eipNameOf(store: KdcClusterDatastore): string {
  return store.spec?.service?.eip?.name ?? 'default-gw';
}

function portOf(store: KdcClusterDatastore): number {
  return store.spec?.service?.port ?? 2379;
}

/** An older datastore that has the same port of the same address. */
function rivalOf(
  store: KdcClusterDatastore,
  { cache }: Context,
): string | undefined {
  const age = (object: KdcClusterDatastore) =>
    `${object.metadata.creationTimestamp}/${object.metadata.uid}`;
  return cache
    .list(kdcClusterDatastores, store.metadata.namespace)
    .find(
      other =>
        age(other) < age(store) &&
        eipNameOf(other) === eipNameOf(store) &&
        portOf(other) === portOf(store),
    )?.metadata.name;
}

function membersOf(store: KdcClusterDatastore): ServicePod[] {
  const { name } = store.metadata;
  return Array.from({ length: store.spec?.etcd.replicas ?? 3 }, (_, index) => ({
    name: `${name}-etcd-${index}`,
    labels: { app: 'etcd', 'kdc.datastore.name': name },
    container: 'etcd',
    image: 'quay.io/coreos/etcd:v3.5.11',
    cpu: '100m',
    memory: '128Mi',
    volume: {
      claim: `data-${name}-etcd-${index}`,
      size: store.spec?.etcd.storage?.size ?? '10Gi',
    },
  }));
}

async function setStatus(
  store: KdcClusterDatastore,
  { client, cache, clock }: Context,
  phase: string,
  readyReplicas: number,
  condition: Condition,
): Promise<void> {
  const { name, namespace } = store.metadata;
  const address = cache.get(eips, { namespace, name: eipNameOf(store) })?.status
    ?.ipAddress;
  const replicas = store.spec?.etcd.replicas ?? 3;
  const ready = readyReplicas > replicas / 2 && phase !== 'Blocked';
  const references = cache
    .list(kdcClusters, namespace)
    .filter(({ status }) => status?.dataStoreName === name).length;
  const now = clock.now();
  await client.patchStatus(kdcClusterDatastores, store, {
    phase,
    referenceCount: references,
    observedGeneration: store.metadata.generation,
    etcd: {
      ready,
      replicas,
      readyReplicas,
      autoscalingMode: 'InPlaceOrRecreate',
      ...(address ? { loadBalancerIP: address } : {}),
      endpoints: membersOf(store).map(
        member => `${member.name}.${name}-etcd.${namespace}.svc:2379`,
      ),
    },
    dataStore: {
      name,
      ready,
      ...(address ? { endpoint: `${address}:${portOf(store)}` } : {}),
    },
    resources: { eip: { name: eipNameOf(store), ip: address } },
    ...(store.status?.phase === phase
      ? {}
      : { lastReconcileTime: timestamp(now) }),
    conditions: withConditions(store.status?.conditions, [condition], now),
  });
}
