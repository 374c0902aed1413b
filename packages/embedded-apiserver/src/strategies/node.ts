import { ageColumn, nameColumn } from '../table/columns';
import { listText } from '../table/format';
import { KubeObject } from '../types';
import { read, readList, readString } from '../util/read';
import { Strategy, TableColumn } from './strategy';

const ROLE = 'node-role.kubernetes.io/';

function nodeStatus(object: KubeObject): string {
  const ready = readList(object, 'status', 'conditions').find(
    c => c.type === 'Ready',
  );
  const states = [
    { True: 'Ready', False: 'NotReady' }[readString(ready, 'status')] ??
      'Unknown',
  ];
  if (read(object, 'spec', 'unschedulable') === true) {
    states.push('SchedulingDisabled');
  }
  return states.join(',');
}

function address(type: string): (object: KubeObject) => string {
  return object =>
    readString(
      readList(object, 'status', 'addresses').find(a => a.type === type),
      'address',
    ) || '<none>';
}

function info(name: string, field: string): TableColumn {
  return {
    name,
    priority: 1,
    value: o => readString(o, 'status', 'nodeInfo', field) || '<unknown>',
  };
}

export const nodeStrategy: Strategy = {
  keepsStatusOnCreate: true,
  fieldSelectors: ['spec.unschedulable'],
  columns: [
    nameColumn,
    { name: 'Status', value: nodeStatus },
    {
      name: 'Roles',
      value: o =>
        listText(
          Object.keys(o.metadata.labels ?? {})
            .filter(key => key.startsWith(ROLE))
            .map(key => key.slice(ROLE.length)),
        ),
    },
    ageColumn,
    {
      name: 'Version',
      value: o => readString(o, 'status', 'nodeInfo', 'kubeletVersion'),
    },
    { name: 'Internal-IP', priority: 1, value: address('InternalIP') },
    { name: 'External-IP', priority: 1, value: address('ExternalIP') },
    info('OS-Image', 'osImage'),
    info('Kernel-Version', 'kernelVersion'),
    info('Container-Runtime', 'containerRuntimeVersion'),
  ],
};
