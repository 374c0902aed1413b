import {
  VirtualMachineInstance,
  VirtualMachineInstanceMigration,
} from '../kinds';
import { conditionOf } from '../runtime/objects';

/** Whether a migration is over, well or not. */
export function isMigrationOver({
  status,
}: VirtualMachineInstanceMigration): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/**
 * Why an instance cannot be moved to another host, if it cannot.
 *
 * @param migrations - all migrations of the instance's namespace but the one
 *   that is judged
 */
export function migrationRefusal(
  instance: VirtualMachineInstance,
  migrations: VirtualMachineInstanceMigration[],
): string | undefined {
  const { metadata, status } = instance;
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') {
    return 'Cannot migrate VMI in finalized state.';
  }
  const migratable = conditionOf(status?.conditions, 'LiveMigratable');
  if (migratable?.status === 'False') {
    return `Cannot migrate VMI, Reason: ${migratable.reason ?? ''}, Message: ${
      migratable.message ?? ''
    }`;
  }
  const other = migrations.find(
    entry => entry.spec?.vmiName === metadata.name && !isMigrationOver(entry),
  );
  return other
    ? `in-flight migration detected. Active migration job (${other.metadata.uid}) is currently already in progress for VMI ${metadata.name}.`
    : undefined;
}
