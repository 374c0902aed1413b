import { virtualMachineInstanceMigrations } from '../kinds';
import { ownerOf, shortHash, withConditions } from '../runtime/objects';
import { ApiError, isAlreadyExists } from '../runtime/errors';
import { pods } from '../runtime/resources';
import { Result } from '../runtime/workQueue';
import { addFinalizer } from './finalizer';
import { launcherPod, requestsOf } from './launcherPod';
import {
  MIGRATION_FINALIZER,
  MIGRATION_LABEL,
  MIGRATION_SECONDS,
  MigrationWork,
  failMigration,
  targetPodOf,
  toMigrationPhase,
} from './migrationPhase';
import { migrationRefusal } from './migrationRefusal';
import { quotaShortage } from './quota';

const VMI_LABEL = 'kubevirt.io/vmi-name';
const REJECTED = 'migrationRejectedByResourceQuota';

/** Takes a migration on, and makes the pod that the instance shall move to. */
export async function admitMigration(work: MigrationWork): Promise<Result> {
  const { migration, instance, context } = work;
  const { client, cache, clock, steps } = context;
  if (!instance) {
    return undefined;
  }
  const { namespace, uid, labels } = migration.metadata;
  if (!migration.status?.phase) {
    const current = await addFinalizer(
      client,
      virtualMachineInstanceMigrations,
      migration,
      MIGRATION_FINALIZER,
    );
    if (labels?.[VMI_LABEL] !== instance.metadata.name) {
      await client.patch(virtualMachineInstanceMigrations, current.metadata, {
        metadata: { labels: { [VMI_LABEL]: instance.metadata.name } },
      });
    }
    await toMigrationPhase({ ...work, migration: current }, 'Pending');
    return undefined;
  }
  const refusal = migrationRefusal(
    instance,
    cache
      .list(virtualMachineInstanceMigrations, namespace)
      // Of two the one that is on its way goes on.
      .filter(
        ({ metadata, status }) =>
          metadata.uid !== uid &&
          status?.phase !== undefined &&
          (status.phase !== 'Pending' || `${metadata.uid}` < `${uid}`),
      ),
  );
  if (refusal) {
    return failMigration(
      work,
      refusal.startsWith('in-flight')
        ? 'VMI is not eligible for migration because another migration job is in progress.'
        : refusal,
    );
  }
  const wait = steps.remaining(migration, 'admit', MIGRATION_SECONDS.admit);
  if (wait || instance.status?.phase !== 'Running') {
    return { requeueAfterMs: wait || clock.ms(MIGRATION_SECONDS.admit) };
  }
  const shortage = targetPodOf(work)
    ? undefined
    : quotaShortage(cache, namespace ?? '', requestsOf(instance.spec)) ??
      (await createTarget(work));
  if (shortage) {
    return hold(work, shortage);
  }
  await toMigrationPhase(work, 'Scheduling', {
    conditions: migration.status.conditions?.filter(
      ({ type }) => type !== REJECTED,
    ),
  });
  return undefined;
}

/** @returns why the pod was refused, if it was */
async function createTarget({
  migration,
  instance,
  context: { client, events },
}: MigrationWork): Promise<string | undefined> {
  if (!instance) {
    return undefined;
  }
  const draft = launcherPod(instance);
  const name = `virt-launcher-${instance.metadata.name}-${shortHash(
    `${migration.metadata.uid}`,
  )}`;
  try {
    await client.create(pods, {
      ...draft,
      metadata: {
        ...draft.metadata,
        name,
        labels: {
          ...draft.metadata.labels,
          [MIGRATION_LABEL]: `${migration.metadata.uid}`,
        },
        annotations: {
          ...draft.metadata.annotations,
          'kubevirt.io/migrationJobName': migration.metadata.name,
        },
        ownerReferences: [ownerOf(instance)],
      },
    });
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) {
      return error.message;
    }
    if (!isAlreadyExists(error)) {
      throw error;
    }
  }
  await events.normal(
    migration,
    'SuccessfulCreate',
    `Created migration target pod ${name}`,
  );
  return undefined;
}

/** Leaves a migration waiting for room in the quota. */
async function hold(
  { migration, context }: MigrationWork,
  message: string,
): Promise<Result> {
  const { client, clock, events } = context;
  await events.warning(
    migration,
    'FailedCreate',
    `Error creating pod: ${message}`,
  );
  await client.patchStatus(virtualMachineInstanceMigrations, migration, {
    conditions: withConditions(
      migration.status?.conditions,
      [{ type: REJECTED, status: 'True', reason: 'ExceededQuota', message }],
      clock.now(),
    ),
  });
  // Real time, so that a fast clock does not turn waiting into a busy loop.
  return {
    requeueAfterMs: Math.max(500, clock.ms(MIGRATION_SECONDS.retry)),
  };
}
