import { KdcCluster, WorkerPool, WorkerPoolStatus } from '../kinds';
import { Context } from '../runtime/controller';
import { pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { hasScenario } from './scenario';
import {
  ServicePod,
  deleteServicePod,
  ensureServicePod,
  startServicePod,
} from './servicePods';

const SECONDS = { join: 4, leave: 3, roll: 4, retry: 15 };
const VERSION_LABEL = 'kube-dc.com/worker-version';
const POOL_LABEL = 'cluster.x-k8s.io/deployment-name';

/** What is to be done in one pool, and how it stands. */
type PoolResult = { status: WorkerPoolStatus & object; wait?: number };

/** Brings all pools of a cluster one step nearer to what is asked for. */
export async function reconcileWorkers(
  cluster: KdcCluster,
  context: Context,
): Promise<{ pools: object[]; requeueAfterMs?: number }> {
  const pools: object[] = [];
  let requeueAfterMs: number | undefined;
  await removeDroppedPools(cluster, context);
  for (const pool of cluster.spec?.workers ?? []) {
    // One pool moves at a time; the others wait where they are.
    const result = await reconcilePool(
      cluster,
      pool,
      requeueAfterMs === undefined,
      context,
    );
    pools.push(result.status);
    requeueAfterMs ??= result.wait;
  }
  return { pools, requeueAfterMs };
}

const deploymentOf = (cluster: KdcCluster, pool: { name: string }): string =>
  `${cluster.metadata.name}-${pool.name}`;

function workersOf(cluster: KdcCluster, { cache }: Context): KubeObject[] {
  return cache
    .list(pods, cluster.metadata.namespace)
    .filter(
      pod =>
        pod.metadata.labels?.['cluster.x-k8s.io/cluster-name'] ===
        cluster.metadata.name,
    );
}

async function removeDroppedPools(
  cluster: KdcCluster,
  context: Context,
): Promise<void> {
  const kept = new Set(
    cluster.spec?.workers?.map(pool => deploymentOf(cluster, pool)),
  );
  for (const { metadata } of workersOf(cluster, context)) {
    if (!kept.has(metadata.labels?.[POOL_LABEL] ?? '')) {
      await deleteServicePod(metadata.namespace, metadata.name, context);
    }
  }
}

function workerPod(
  cluster: KdcCluster,
  pool: WorkerPool,
  index: number,
  version: string,
): ServicePod {
  const deployment = deploymentOf(cluster, pool);
  return {
    name: `virt-launcher-${deployment}-${index}`,
    labels: {
      'kubevirt.io': 'virt-launcher',
      'cluster.x-k8s.io/cluster-name': cluster.metadata.name,
      [POOL_LABEL]: deployment,
      [VERSION_LABEL]: version,
      role: 'worker',
    },
    container: 'compute',
    image: 'quay.io/kubevirt/virt-launcher:v1.8.0',
    cpu: pool.cpuCores ?? 1,
    memory: pool.memory ?? '2Gi',
  };
}

async function reconcilePool(
  cluster: KdcCluster,
  pool: WorkerPool,
  mayMove: boolean,
  context: Context,
): Promise<PoolResult> {
  const version = pool.version ?? cluster.spec?.version ?? '';
  const replicas = pool.replicas ?? 2;
  const present = workersOf(cluster, context).filter(
    pod => pod.metadata.labels?.[POOL_LABEL] === deploymentOf(cluster, pool),
  );
  const wanted = Array.from({ length: replicas }, (_, index) =>
    workerPod(cluster, pool, index, version),
  );
  const find = (name: string) =>
    present.find(({ metadata }) => metadata.name === name);
  const isRunning = (name: string) => find(name)?.status?.phase === 'Running';
  const versionOf = (name: string) =>
    find(name)?.metadata.labels?.[VERSION_LABEL];
  const surplus = present.filter(
    ({ metadata }) => !wanted.some(({ name }) => name === metadata.name),
  );
  const brokenFrom = hasScenario(cluster, 'degraded-pool')
    ? replicas - 1
    : replicas;
  const missing = wanted.find(
    ({ name }, index) => index < brokenFrom && !isRunning(name),
  );
  const outdated = wanted.find(
    ({ name }) => isRunning(name) && versionOf(name) !== version,
  );
  let limitedBy = '';
  let wait: number | undefined;
  if (mayMove && missing) {
    const shortage = await ensureServicePod(cluster, missing, context);
    if (shortage) {
      limitedBy = 'Quota';
      await context.events.warning(cluster, 'WorkerNotCreated', shortage);
      wait = Math.max(500, context.clock.ms(SECONDS.retry));
    } else {
      wait = await join(cluster, missing.name, context);
    }
  } else if (mayMove && surplus.length) {
    wait = await leave(
      cluster,
      surplus[0].metadata.name,
      SECONDS.leave,
      context,
    );
  } else if (mayMove && outdated && !pool.paused) {
    wait = await leave(cluster, outdated.name, SECONDS.roll, context);
  }
  const ready = wanted.filter(({ name }) => isRunning(name)).length;
  const current = wanted.map(({ name }) => versionOf(name)).filter(Boolean);
  const isDone = !missing && !surplus.length && !outdated;
  const phase = isDone ? 'Ready' : 'Provisioning';
  return {
    wait,
    status: {
      name: pool.name,
      phase: brokenFrom < replicas ? 'Failed' : phase,
      replicas,
      readyReplicas: ready,
      updatedReplicas: current.filter(entry => entry === version).length,
      deletingReplicas: surplus.length,
      version,
      observedVersion: outdated ? versionOf(outdated.name) : version,
      paused: pool.paused ?? false,
      autoscaling: autoscalingOf(pool, limitedBy, Boolean(outdated)),
    } as WorkerPoolStatus,
  };
}

function autoscalingOf(
  pool: WorkerPool,
  limitedBy: string,
  isRolling: boolean,
): object {
  const { autoscaling } = pool;
  if (!autoscaling?.enabled) {
    return { mode: 'Off', limitedBy };
  }
  return {
    mode: autoscaling.metrics?.length
      ? 'PendingPodsAndUtilization'
      : 'PendingPods',
    minReplicas: autoscaling.minReplicas ?? 1,
    maxReplicas: autoscaling.maxReplicas,
    limitedBy: isRolling ? 'RollingUpdate' : limitedBy,
  };
}

async function join(
  cluster: KdcCluster,
  name: string,
  context: Context,
): Promise<number> {
  const wait = context.steps.remaining(cluster, `join ${name}`, SECONDS.join);
  if (!wait) {
    await startServicePod(cluster.metadata.namespace, name, context);
  }
  return wait || 1;
}

async function leave(
  cluster: KdcCluster,
  name: string,
  seconds: number,
  context: Context,
): Promise<number> {
  const wait = context.steps.remaining(cluster, `leave ${name}`, seconds);
  if (!wait) {
    await deleteServicePod(cluster.metadata.namespace, name, context);
  }
  return wait || 1;
}
