import { Liberty } from './compare';

/** Objects of a machine's specification that the sandbox's definitions name the used fields of only. */
const MACHINE = [
  '',
  '.accessCredentials[]',
  '.domain',
  '.domain.cpu',
  '.domain.devices',
  '.domain.devices.disks[]',
  '.domain.devices.gpus[]',
  '.domain.devices.interfaces[]',
  '.domain.features',
  '.domain.firmware',
  '.domain.machine',
  '.domain.memory',
  '.domain.resources',
  '.networks[]',
  '.volumes[]',
];

/** Where the sandbox's definitions are looser than the real ones on purpose, by their names. */
export const LIBERTIES: Readonly<Record<string, Liberty>> = {
  'virtualmachines.kubevirt.io': {
    because:
      'a machine has some 900 fields, of which the portal and the sandbox use few; KubeVirt refuses run strategies by a webhook',
    open: [
      'spec.dataVolumeTemplates[]',
      'spec.dataVolumeTemplates[].spec',
      'spec.instancetype',
      'spec.preference',
      ...MACHINE.map(path => `spec.template.spec${path}`),
      'status',
      'status.volumeRequests[]',
    ],
    rules: ['spec'],
  },
  'virtualmachineinstances.kubevirt.io': {
    because: 'an instance has what its machine has',
    open: [
      ...MACHINE.map(path => `spec${path}`),
      'status',
      'status.guestOSInfo',
      'status.interfaces[]',
      'status.migrationState',
      'status.volumeStatus[]',
    ],
  },
  'virtualmachineinstancemigrations.kubevirt.io': {
    because: 'the state of a migration is read from the instance',
    open: ['status.migrationState'],
  },
  'datavolumes.cdi.kubevirt.io': {
    because: 'CDI refuses two ways to ask for a volume by a webhook',
    open: [],
    rules: ['spec'],
  },
  'clusters.postgresql.cnpg.io': {
    because:
      'people see them through KdcDatabase, which uses few of 1,200 fields',
    open: ['spec', 'spec.resources', 'spec.storage', 'status'],
  },
  'backups.postgresql.cnpg.io': {
    because: 'where a backup lies is told in many ways that are not used',
    open: ['status'],
  },
  'mariadbs.k8s.mariadb.com': {
    because:
      'people see them through KdcDatabase, which uses few of 1,700 fields',
    open: ['spec', 'spec.galera', 'spec.replication', 'spec.storage', 'status'],
  },
};
