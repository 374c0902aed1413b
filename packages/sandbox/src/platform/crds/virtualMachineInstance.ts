import { kubevirtConditions } from './conditions';
import { defineCrd } from './definition';
import {
  Schema,
  array,
  boolean,
  int32,
  int64,
  map,
  object,
  open,
  quantity,
  string,
  time,
} from './schema';

/** How many disks, interfaces, volumes and networks a machine can have at most. */
const MANY = { maxItems: 256 };

const domain = open({
  cpu: open({
    cores: int32(),
    sockets: int32(),
    threads: int32(),
    model: string(),
  }),
  memory: open({ guest: quantity() }),
  machine: open({ type: string() }),
  features: open(),
  firmware: open(),
  resources: open({
    limits: map(quantity()),
    requests: map(quantity()),
  }),
  'devices!': open({
    disks: array(open({ 'name!': string() }), MANY),
    interfaces: array(open({ 'name!': string(), macAddress: string() }), MANY),
    gpus: array(open({ 'name!': string(), deviceName: string() })),
  }),
});

/**
 * The part of a machine's spec that a VirtualMachine's template and an
 * instance share. Rarely used fields are kept as they come.
 */
export function machineSpec(): Schema {
  return open({
    accessCredentials: array(open(), MANY),
    architecture: string(),
    'domain!': domain,
    evictionStrategy: string(),
    hostname: string(),
    networks: array(open({ 'name!': string() }), MANY),
    nodeSelector: map(string()),
    priorityClassName: string(),
    terminationGracePeriodSeconds: int64(),
    volumes: array(open({ 'name!': string() }), MANY),
  });
}

export const virtualMachineInstanceCrd = defineCrd({
  group: 'kubevirt.io',
  version: 'v1',
  kind: 'VirtualMachineInstance',
  plural: 'virtualmachineinstances',
  shortNames: ['vmi', 'vmis'],
  categories: ['all'],
  description: 'A running virtual machine.',
  statusSubresource: false,
  specRequired: true,
  columns: [
    ['Age', '.metadata.creationTimestamp', 'date'],
    ['Phase', '.status.phase'],
    ['IP', '.status.interfaces[0].ipAddress'],
    ['NodeName', '.status.nodeName'],
    ['Ready', ".status.conditions[?(@.type=='Ready')].status"],
    [
      'Live-Migratable',
      ".status.conditions[?(@.type=='LiveMigratable')].status",
      'string',
      1,
    ],
    ['Paused', ".status.conditions[?(@.type=='Paused')].status", 'string', 1],
  ],
  spec: machineSpec(),
  status: open({
    activePods: map(string()),
    conditions: kubevirtConditions(),
    currentCPUTopology: object({
      cores: int32(),
      sockets: int32(),
      threads: int32(),
    }),
    guestOSInfo: open({
      id: string(),
      kernelRelease: string(),
      kernelVersion: string(),
      machine: string(),
      name: string(),
      prettyName: string(),
      version: string(),
      versionId: string(),
    }),
    interfaces: array(
      open({
        infoSource: string(),
        interfaceName: string(),
        ipAddress: string(),
        ipAddresses: array(string()),
        mac: string(),
        name: string(),
        podInterfaceName: string(),
        queueCount: int32(),
      }),
    ),
    launcherContainerImageVersion: string(),
    machine: object({ type: string() }),
    memory: object({
      guestAtBoot: quantity(),
      guestCurrent: quantity(),
      guestRequested: quantity(),
      memoryOverhead: quantity(),
    }),
    migrationMethod: string(),
    migrationState: open({ completed: boolean(), failed: boolean() }),
    nodeName: string(),
    phase: string(),
    phaseTransitionTimestamps: array(
      object({ phase: string(), phaseTransitionTimestamp: time() }),
    ),
    qosClass: string(),
    reason: string(),
    runtimeUser: int64(),
    virtualMachineRevisionName: string(),
    volumeStatus: array(open({ 'name!': string(), 'target!': string() })),
  }),
});
