import { kubevirtConditions } from './conditions';
import { defineCrd } from './definition';
import { array, map, object, open, string, time } from './schema';

const migration = object({ 'migrationID!': string() });

export const virtualMachineInstanceMigrationCrd = defineCrd({
  group: 'kubevirt.io',
  version: 'v1',
  kind: 'VirtualMachineInstanceMigration',
  plural: 'virtualmachineinstancemigrations',
  shortNames: ['vmim', 'vmims'],
  categories: ['all'],
  description: 'The move of a running virtual machine to another host.',
  specRequired: true,
  columns: [
    ['Phase', '.status.phase'],
    ['VMI', '.spec.vmiName'],
  ],
  spec: object({
    addedNodeSelector: map(string()),
    priority: string(),
    receive: migration,
    sendTo: object({ 'connectURL!': string(), 'migrationID!': string() }),
    vmiName: string(),
  }),
  status: object({
    conditions: kubevirtConditions(),
    migrationState: open(),
    phase: string(),
    phaseTransitionTimestamps: array(
      object({ phase: string(), phaseTransitionTimestamp: time() }),
      { 'x-kubernetes-list-type': 'atomic' },
    ),
    synchronizationAddresses: array(string(), {
      'x-kubernetes-list-type': 'atomic',
    }),
  }),
});
