import { migrationRefusal } from '../../controllers/migrationRefusal';
import { virtualMachineInstanceMigrations } from '../../kinds';
import { decodeBody } from '../decodeBody';
import {
  MACHINE,
  VM_NOT_RUNNING,
  isRunning,
  readInstance,
  readMachine,
} from '../readMachine';
import { conflict, internalError } from '../subresourceError';
import { SubresourceHandler } from '../types';

type MigrateOptions = {
  addedNodeSelector: Record<string, string>;
  dryRun: string[];
};

/** Moves a running machine to another host. */
export const migrate: SubresourceHandler = async (
  { key, body },
  { client },
) => {
  const { addedNodeSelector, dryRun } = decodeBody<MigrateOptions>(
    body,
    'MigrateOptions',
    { addedNodeSelector: 'map[string]string', dryRun: '[]string' },
  );
  await readMachine(client, key);
  const instance = await readInstance(client, key);
  if (!isRunning(instance)) {
    throw conflict(MACHINE, key.name, VM_NOT_RUNNING);
  }
  const { items } = await client.page(virtualMachineInstanceMigrations, {});
  const refusal = migrationRefusal(
    instance,
    items.filter(({ metadata }) => metadata.namespace === key.namespace),
  );
  if (refusal) {
    throw internalError(
      `admission webhook "migration-create-validator.kubevirt.io" denied the request: ${refusal}`,
    );
  }
  await client.create(
    virtualMachineInstanceMigrations,
    {
      metadata: {
        generateName: 'kubevirt-migrate-vm-',
        namespace: key.namespace,
        labels: { 'kubevirt.io/vmi-name': key.name },
      },
      spec: { vmiName: key.name, addedNodeSelector },
    },
    { dryRun },
  );
  return { code: 202 };
};
