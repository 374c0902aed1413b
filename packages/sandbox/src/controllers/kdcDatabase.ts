import {
  KdcDatabase,
  cnpgClusters,
  eips,
  kdcDatabases,
  mariaDbs,
} from '../kinds';
import { Context, defineController, owned } from '../runtime/controller';
import { timestamp, withConditions } from '../runtime/objects';
import { persistentVolumeClaims, pods } from '../runtime/resources';
import { Condition } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import {
  endpointOf,
  ensureConnection,
  ensureEngineObject,
  ensureExposure,
  instancePods,
  podLabels,
  runningVersion,
} from './databaseEngine';
import { hasScenario } from './scenario';
import {
  deleteServicePod,
  ensureServicePod,
  startServicePod,
} from './servicePods';

const SECONDS = { accept: 2, instance: 5, upgrade: 15, retry: 15 };

/** KdcDatabase → instances, endpoint, Secret, and its phases. */
export const kdcDatabaseController = defineController<KdcDatabase>({
  resource: kdcDatabases,
  reads: [persistentVolumeClaims, cnpgClusters, mariaDbs],
  watches: [owned(pods, 'KdcDatabase'), owned(eips, 'KdcDatabase')],

  async reconcile(database, context) {
    if (database.metadata.deletionTimestamp) {
      return undefined;
    }
    const { clock, steps } = context;
    const phase = database.status?.phase;
    if (!phase && !clock.isSeeding) {
      await setStatus(database, context, { phase: 'Pending' });
      return { requeueAfterMs: clock.ms(SECONDS.accept) };
    }
    if (phase === 'Pending' && !clock.isSeeding) {
      const wait = steps.remaining(database, 'accept', SECONDS.accept);
      if (wait) {
        return { requeueAfterMs: wait };
      }
    }
    const version = runningVersion(database);
    if (!version || hasScenario(database, 'failed')) {
      return fail(database, context, version);
    }
    await ensureConnection(database, context);
    return converge(database, version, context);
  },
});

async function fail(
  database: KdcDatabase,
  context: Context,
  version: string | undefined,
): Promise<Result> {
  const { engine, version: wanted } = database.spec ?? {};
  const message = version
    ? 'instance 1: the data directory could not be initialised: no space left on device'
    : `version "${wanted}" of ${engine} is not offered`;
  await setStatus(database, context, {
    phase: 'Failed',
    instances: database.spec?.replicas ?? 0,
    readyInstances: 0,
    condition: {
      type: 'Ready',
      status: 'False',
      reason: version ? 'InitializationFailed' : 'UnsupportedVersion',
      message,
    },
  });
  await context.events.warning(database, 'Failed', message);
  return undefined;
}

async function converge(
  database: KdcDatabase,
  version: string,
  context: Context,
): Promise<Result> {
  const { cache, clock, steps, events } = context;
  const { namespace } = database.metadata;
  const wanted = instancePods(database, version);
  const present = cache
    .list(pods, namespace)
    .filter(pod =>
      Object.entries(podLabels(database)).every(
        ([key, value]) => pod.metadata.labels?.[key] === value,
      ),
    );
  for (const { metadata } of present) {
    if (!wanted.some(({ name }) => name === metadata.name)) {
      await deleteServicePod(namespace, metadata.name, context);
    }
  }
  const running = new Set(
    present
      .filter(({ status }) => status?.phase === 'Running')
      .map(({ metadata }) => metadata.name),
  );
  const next = wanted.find(({ name }) => !running.has(name));
  const wasReady = Boolean(database.status?.version);
  const status = {
    instances: wanted.length,
    readyInstances: wanted.filter(({ name }) => running.has(name)).length,
    endpoint: endpointOf(database),
  };
  if (next) {
    const shortage = await ensureServicePod(database, next, context);
    if (shortage || !clock.isSeeding) {
      await setStatus(database, context, {
        ...status,
        phase: wasReady ? 'Upgrading' : 'Provisioning',
        condition: {
          type: 'Ready',
          status: 'False',
          reason: shortage ? 'QuotaExceeded' : 'InstancesStarting',
          message:
            shortage ??
            `${status.readyInstances} of ${wanted.length} instances are ready`,
        },
      });
      await ensureEngineObject(database, version, status, context);
    }
    if (shortage) {
      await events.warning(database, 'FailedCreate', shortage);
      return { requeueAfterMs: Math.max(500, clock.ms(SECONDS.retry)) };
    }
    const wait = steps.remaining(
      database,
      `start ${next.name}`,
      SECONDS.instance,
    );
    if (!wait) {
      await startServicePod(namespace, next.name, context);
    }
    return { requeueAfterMs: wait || 1 };
  }
  if (database.status?.version && database.status.version !== version) {
    const wait = steps.remaining(database, `to ${version}`, SECONDS.upgrade);
    if (wait) {
      await setStatus(database, context, {
        ...status,
        phase: 'Upgrading',
        readyInstances: 0,
      });
      return { requeueAfterMs: wait };
    }
  }
  return finish(database, version, status, context);
}

async function finish(
  database: KdcDatabase,
  version: string,
  status: { instances: number; readyInstances: number; endpoint: string },
  context: Context,
): Promise<Result> {
  const { clock, events } = context;
  const isUpgrading = hasScenario(database, 'upgrading');
  await ensureEngineObject(database, version, status, context);
  const exposure = await ensureExposure(database, context);
  const hasBackup =
    database.spec?.backup?.enabled && !hasScenario(database, 'missing-backup');
  await setStatus(database, context, {
    ...status,
    ...(isUpgrading ? { readyInstances: 0 } : {}),
    phase: isUpgrading ? 'Upgrading' : 'Ready',
    version,
    storageUsed: '1.2Gi',
    externalEndpoint: exposure.endpoint ?? null,
    ...(database.spec?.backup?.enabled
      ? {
          backupDestinationPath: `s3://${database.metadata.namespace}-db-backups/databases/${database.metadata.name}/`,
        }
      : {}),
    ...(hasBackup && !database.status?.latestBackup
      ? { latestBackup: timestamp(clock.now()) }
      : {}),
    condition: isUpgrading
      ? {
          type: 'Ready',
          status: 'False',
          reason: 'Upgrading',
          message: 'the instances are being upgraded',
        }
      : {
          type: 'Ready',
          status: 'True',
          reason: 'Ready',
          message: 'all instances are ready',
        },
    ...(exposure.condition ? { exposure: exposure.condition } : {}),
  });
  if (database.status?.phase !== 'Ready' && !isUpgrading) {
    await events.normal(
      database,
      'Ready',
      `${database.spec?.engine} ${version} answers at ${status.endpoint}`,
    );
  }
  return undefined;
}

async function setStatus(
  database: KdcDatabase,
  { client, clock }: Context,
  change: {
    phase: string;
    condition?: Condition;
    exposure?: Condition;
    [field: string]: unknown;
  },
): Promise<void> {
  const { condition, exposure, ...status } = change;
  const changes = [condition, exposure].filter(entry => entry !== undefined);
  await client.patchStatus(kdcDatabases, database, {
    ...status,
    observedGeneration: database.metadata.generation,
    ...(changes.length
      ? {
          conditions: withConditions(
            database.status?.conditions,
            changes,
            clock.now(),
          ),
        }
      : {}),
  });
}
