import {
  MigrationState,
  VirtualMachineInstance,
  VirtualMachineInstanceMigration,
  virtualMachineInstanceMigrations,
  virtualMachineInstances,
} from '../kinds';
import { Context } from '../runtime/controller';
import { timestamp, withConditions } from '../runtime/objects';
import { pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { Result } from '../runtime/workQueue';

export const MIGRATION_FINALIZER = 'kubevirt.io/migrationJobFinalize';
export const MIGRATION_LABEL = 'kubevirt.io/migrationJobUID';

/** How long the steps of a migration take. */
export const MIGRATION_SECONDS = {
  admit: 1,
  schedule: 2,
  handOver: 1,
  prepare: 2,
  begin: 1,
  transfer: 6,
  retry: 10,
  unschedulable: 300,
};

/** A migration, the instance that it moves, and what it takes. */
export type MigrationWork = {
  migration: VirtualMachineInstanceMigration;
  instance: VirtualMachineInstance | undefined;
  context: Context;
};

/** A migration whose instance is there. */
export type RunningMigration = MigrationWork & {
  instance: VirtualMachineInstance;
};

/** Moves a migration to a phase and notes when. */
export async function toMigrationPhase(
  { migration, context: { client, clock } }: MigrationWork,
  phase: string,
  status: object = {},
): Promise<void> {
  await client.patchStatus(virtualMachineInstanceMigrations, migration, {
    ...status,
    phase,
    phaseTransitionTimestamps: [
      ...(migration.status?.phaseTransitionTimestamps ?? []),
      { phase, phaseTransitionTimestamp: timestamp(clock.now()) },
    ],
  });
}

/** The pod that an instance moves to, if it has been made. */
export function targetPodOf({
  migration,
  context,
}: MigrationWork): KubeObject | undefined {
  return context.cache
    .list(pods, migration.metadata.namespace)
    .find(
      ({ metadata }) =>
        metadata.labels?.[MIGRATION_LABEL] === migration.metadata.uid,
    );
}

/** Whether what an instance says of a migration is about this one. */
export function isOurs({ migration, instance }: MigrationWork): boolean {
  return (
    instance?.status?.migrationState?.migrationUid === migration.metadata.uid
  );
}

/** Changes what an instance says of its migration; answers all of it. */
export async function patchMigrationState(
  { instance, context: { client } }: RunningMigration,
  change: MigrationState,
  status: object = {},
): Promise<MigrationState> {
  const migrationState = { ...instance.status?.migrationState, ...change };
  await client.patchStatus(virtualMachineInstances, instance, {
    ...status,
    migrationState,
  });
  return migrationState;
}

/** Ends a migration without success; the instance stays where it is. */
export async function failMigration(
  work: MigrationWork,
  message: string,
  options: { isAborted?: boolean; failureReason?: string } = {},
): Promise<Result> {
  const { migration, instance, context } = work;
  const { client, clock, events } = context;
  await events.warning(migration, 'FailedMigration', message);
  const target = targetPodOf(work);
  if (target) {
    await client.delete(pods, target.metadata, { gracePeriodSeconds: 0 });
  }
  let migrationState = migration.status?.migrationState;
  if (instance && isOurs(work)) {
    const { [`${target?.metadata.uid}`]: _left, ...activePods } =
      instance.status?.activePods ?? {};
    migrationState = await patchMigrationState(
      { ...work, instance },
      {
        failed: true,
        completed: true,
        endTimestamp: timestamp(clock.now()),
        failureReason: options.failureReason ?? message,
        ...(options.isAborted
          ? { abortRequested: true, abortStatus: 'Succeeded' }
          : {}),
      },
      // A merge would keep the pod that is gone.
      target
        ? { activePods: { ...activePods, [`${target.metadata.uid}`]: null } }
        : {},
    );
  }
  await toMigrationPhase(work, 'Failed', {
    ...(migrationState ? { migrationState } : {}),
    ...(options.isAborted
      ? {
          conditions: withConditions(
            migration.status?.conditions,
            [{ type: 'migrationAbortRequested', status: 'True' }],
            clock.now(),
          ),
        }
      : {}),
  });
  return undefined;
}
