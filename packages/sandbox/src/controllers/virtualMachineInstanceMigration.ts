import {
  VirtualMachineInstanceMigration,
  virtualMachineInstanceMigrations,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { defineController } from '../runtime/controller';
import { nodes, pods } from '../runtime/resources';
import { Result } from '../runtime/workQueue';
import { removeFinalizer } from './finalizer';
import { admitMigration } from './migrationAdmission';
import {
  MIGRATION_FINALIZER,
  MigrationWork,
  failMigration,
} from './migrationPhase';
import { isMigrationOver } from './migrationRefusal';
import {
  findTarget,
  finishMigration,
  handOver,
  prepareTarget,
  startTransfer,
} from './migrationSteps';

const STEPS: Record<string, (work: MigrationWork) => Promise<Result>> = {
  '': admitMigration,
  Pending: admitMigration,
  Scheduling: findTarget,
  Scheduled: handOver,
  PreparingTarget: prepareTarget,
  TargetReady: startTransfer,
  Running: finishMigration,
};

/** VirtualMachineInstanceMigration → its instance on another host. */
export const virtualMachineInstanceMigrationController =
  defineController<VirtualMachineInstanceMigration>({
    resource: virtualMachineInstanceMigrations,
    reads: [virtualMachines, pods, nodes],
    watches: [
      {
        resource: virtualMachineInstances,
        toKeys: ({ metadata }, cache) =>
          cache
            .list(virtualMachineInstanceMigrations, metadata.namespace)
            .filter(
              migration =>
                migration.spec?.vmiName === metadata.name &&
                !isMigrationOver(migration),
            )
            .map(entry => entry.metadata),
      },
    ],

    async reconcile(migration, context) {
      if (isMigrationOver(migration)) {
        context.steps.forget(migration);
        await removeFinalizer(
          context.client,
          virtualMachineInstanceMigrations,
          migration,
          MIGRATION_FINALIZER,
        );
        return undefined;
      }
      const instance = context.cache.get(virtualMachineInstances, {
        namespace: migration.metadata.namespace,
        name: migration.spec?.vmiName ?? '',
      });
      const work: MigrationWork = { migration, instance, context };
      if (migration.metadata.deletionTimestamp) {
        return failMigration(work, 'Migration failed due to being canceled', {
          isAborted: true,
        });
      }
      if (!instance) {
        return failMigration(
          work,
          'Migration failed because vmi does not exist.',
        );
      }
      if (
        instance.metadata.deletionTimestamp ||
        ['Failed', 'Succeeded'].includes(instance.status?.phase ?? '')
      ) {
        return failMigration(
          work,
          'Migration failed vmi shutdown during migration.',
        );
      }
      return STEPS[migration.status?.phase ?? '']?.(work);
    },
  });
