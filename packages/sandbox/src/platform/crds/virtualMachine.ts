import { kubevirtConditions } from './conditions';
import { defineCrd } from './definition';
import {
  array,
  boolean,
  int64,
  integer,
  map,
  object,
  open,
  rules,
  string,
  time,
} from './schema';
import { machineSpec } from './virtualMachineInstance';

export const virtualMachineCrd = defineCrd({
  group: 'kubevirt.io',
  version: 'v1',
  kind: 'VirtualMachine',
  plural: 'virtualmachines',
  shortNames: ['vm', 'vms'],
  categories: ['all'],
  description: 'A virtual machine, running or not.',
  specRequired: true,
  columns: [
    ['Age', '.metadata.creationTimestamp', 'date'],
    ['Status', '.status.printableStatus'],
    ['Ready', ".status.conditions[?(@.type=='Ready')].status"],
  ],
  spec: object(
    {
      dataVolumeTemplates: array({
        ...open({
          apiVersion: string(),
          kind: string(),
          metadata: { ...open(), nullable: true },
          'spec!': open(),
        }),
        nullable: true,
      }),
      instancetype: open({ name: string(), kind: string() }),
      preference: open({ name: string(), kind: string() }),
      runStrategy: string(),
      running: boolean(),
      updateVolumesStrategy: string(),
      'template!': object({
        metadata: { ...open(), nullable: true },
        spec: machineSpec(),
      }),
    },
    rules(
      [
        '!has(self.running) || !has(self.runStrategy)',
        'Running and RunStrategy are mutually exclusive',
      ],
      [
        "!has(self.runStrategy) || self.runStrategy in ['Always', 'Halted', 'Manual', 'RerunOnFailure', 'Once', 'WaitAsReceiver']",
        'Invalid RunStrategy',
      ],
    ),
  ),
  status: open({
    conditions: kubevirtConditions(),
    created: boolean(),
    desiredGeneration: int64(),
    observedGeneration: int64(),
    printableStatus: string({ default: 'Stopped' }),
    ready: boolean(),
    runStrategy: string(),
    startFailure: object(
      {
        consecutiveFailCount: integer(),
        lastFailedVMIUID: string(),
        retryAfterTimestamp: time(),
      },
      { nullable: true },
    ),
    stateChangeRequests: array(
      object({ 'action!': string(), uid: string(), data: map(string()) }),
    ),
    volumeRequests: array(open()),
    volumeSnapshotStatuses: array(
      object({ 'enabled!': boolean(), 'name!': string(), reason: string() }),
    ),
  }),
});
