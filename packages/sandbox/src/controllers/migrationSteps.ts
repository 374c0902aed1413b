import { virtualMachineInstances, virtualMachines } from '../kinds';
import { parseQuantity } from '../runtime/quantity';
import { timestamp } from '../runtime/objects';
import { nodes, pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { hostIpOf } from './instancePhase';
import { launcherOf } from './launchers';
import { launcherStatus } from './launcherPod';
import {
  MIGRATION_SECONDS,
  MigrationWork,
  failMigration,
  isOurs,
  patchMigrationState,
  targetPodOf,
  toMigrationPhase,
} from './migrationPhase';
import { hasScenario } from './scenario';

/** How long a step of a migration still takes, as a result. */
function pause(
  { migration, context }: MigrationWork,
  step: keyof typeof MIGRATION_SECONDS,
  seconds: number = MIGRATION_SECONDS[step],
): { requeueAfterMs: number } | undefined {
  const wait = context.steps.remaining(migration, step, seconds);
  return wait ? { requeueAfterMs: wait } : undefined;
}

/** Finds a host for the target pod. */
export async function findTarget(work: MigrationWork): Promise<Result> {
  const { migration, instance, context } = work;
  const { client, cache, clock } = context;
  const target = targetPodOf(work);
  const waiting = pause(work, 'schedule');
  if (!instance || !target || waiting) {
    return waiting ?? { requeueAfterMs: clock.ms(1) };
  }
  const selector = {
    ...instance.spec?.nodeSelector,
    ...migration.spec?.addedNodeSelector,
  };
  const node = cache
    .list(nodes)
    .find(
      ({ metadata, spec }) =>
        metadata.name !== instance.status?.nodeName &&
        metadata.labels?.['kubevirt.io/schedulable'] === 'true' &&
        spec?.unschedulable !== true &&
        Object.entries(selector).every(
          ([label, value]) => metadata.labels?.[label] === value,
        ),
    );
  if (!node) {
    return (
      pause(work, 'unschedulable') ??
      failMigration(
        work,
        'Migration failed because target pod shutdown during migration',
      )
    );
  }
  await client.patchStatus(
    pods,
    target,
    launcherStatus(instance, 'Running', {
      hostIP: hostIpOf(node.metadata.name),
      podIP: instance.status?.interfaces?.[0]?.ipAddress,
      now: clock.now(),
    }),
  );
  await client.patch(pods, target.metadata, {
    metadata: {
      annotations: { 'kubevirt.io/target-node': node.metadata.name },
    },
  });
  await toMigrationPhase(work, 'Scheduled');
  return undefined;
}

const nodeOf = (pod: KubeObject | undefined): string =>
  pod?.metadata.annotations?.['kubevirt.io/target-node'] ?? '';

/** Tells both hosts of the migration. */
export async function handOver(work: MigrationWork): Promise<Result> {
  const { migration, instance, context } = work;
  const waiting = pause(work, 'handOver');
  const target = targetPodOf(work);
  if (!instance || waiting) {
    return waiting;
  }
  const targetNode = nodeOf(target);
  const { nodeName = '', activePods } = instance.status ?? {};
  const { client } = context;
  // What is left of an earlier migration would be merged with this one.
  if (instance.status?.migrationState && !isOurs(work)) {
    await client.patchStatus(virtualMachineInstances, instance, {
      migrationState: null,
    });
    return { requeueAfterMs: 1 };
  }
  const migrationState = await patchMigrationState(
    { ...work, instance },
    {
      migrationUid: migration.metadata.uid,
      sourceNode: nodeName,
      sourcePod: launcherOf(instance, context.cache)?.metadata.name,
      targetNode,
      targetPod: target?.metadata.name,
    },
    { activePods: { ...activePods, [`${target?.metadata.uid}`]: targetNode } },
  );
  await context.events.normal(
    migration,
    'SuccessfulHandOver',
    'Migration target pod is ready for preparation by virt-handler.',
  );
  await toMigrationPhase(work, 'PreparingTarget', { migrationState });
  return undefined;
}

/** Waits for the target to listen. */
export async function prepareTarget(work: MigrationWork): Promise<Result> {
  const { instance } = work;
  const waiting = pause(work, 'prepare');
  if (!instance || waiting) {
    return waiting;
  }
  const targetNode = instance.status?.migrationState?.targetNode;
  const migrationState = await patchMigrationState(
    { ...work, instance },
    { targetNodeAddress: hostIpOf(targetNode) },
  );
  await toMigrationPhase(work, 'TargetReady', { migrationState });
  return undefined;
}

/** Begins to copy the memory. */
export async function startTransfer(work: MigrationWork): Promise<Result> {
  const { instance, context } = work;
  const waiting = pause(work, 'begin');
  if (!instance || waiting) {
    return waiting;
  }
  const migrationState = await patchMigrationState(
    { ...work, instance },
    { startTimestamp: timestamp(context.clock.now()), mode: 'PreCopy' },
  );
  await toMigrationPhase(work, 'Running', { migrationState });
  await context.events.normal(
    instance,
    'Migrating',
    'VirtualMachineInstance is migrating.',
  );
  return undefined;
}

/** Lets the instance go on at its target, once its memory is there. */
export async function finishMigration(work: MigrationWork): Promise<Result> {
  const { migration, instance, context } = work;
  const { client, cache, clock, events } = context;
  if (!instance || !isOurs(work)) {
    return failMigration(
      work,
      "VMI's migration state was cleared during the active migration.",
    );
  }
  const target = targetPodOf(work);
  if (!target) {
    return failMigration(
      work,
      'Migration target pod was removed during active migration.',
    );
  }
  const gib =
    parseQuantity(instance.spec?.domain.memory?.guest ?? '1Gi') / 2 ** 30;
  const seconds = Math.min(60, MIGRATION_SECONDS.transfer + gib);
  const waiting = pause(work, 'transfer', seconds);
  if (waiting) {
    return waiting;
  }
  const machine = cache.get(virtualMachines, instance.metadata);
  if (
    hasScenario(machine, 'migration-failed') ||
    hasScenario(migration, 'migration-failed')
  ) {
    return failMigration(work, 'source node reported migration failed', {
      failureReason: `Live migration stuck for ${Math.round(
        seconds,
      )} seconds and has been aborted`,
    });
  }
  const source = launcherOf(instance, cache);
  const targetNode = nodeOf(target);
  const migrationState = await patchMigrationState(
    { ...work, instance },
    { completed: true, endTimestamp: timestamp(clock.now()) },
    {
      nodeName: targetNode,
      activePods: {
        ...(source ? { [`${source.metadata.uid}`]: null } : {}),
        [`${target.metadata.uid}`]: targetNode,
      },
    },
  );
  await toMigrationPhase(work, 'Succeeded', { migrationState });
  await events.normal(
    migration,
    'SuccessfulMigration',
    'Source node reported migration succeeded',
  );
  await events.normal(
    instance,
    'Migrated',
    `The VirtualMachineInstance migrated to node ${targetNode}.`,
  );
  if (source) {
    await client.delete(pods, source.metadata, { gracePeriodSeconds: 0 });
  }
  return undefined;
}
