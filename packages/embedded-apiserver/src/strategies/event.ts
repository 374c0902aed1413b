import { age } from '../table/format';
import { nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import { readNumber, readString, setDefaults } from '../util/read';
import { validateEvent, validateNewEvent } from './eventValidation';
import { Strategy } from './strategy';

function seen(object: KubeObject, field: string): string {
  return age(object[field] ?? object.eventTime);
}

function source(object: KubeObject): string {
  const component =
    readString(object, 'source', 'component') ||
    readString(object, 'reportingComponent');
  const host = readString(object, 'source', 'host');
  return host ? `${component}, ${host}` : component;
}

export const eventStrategy: Strategy = {
  applyDefaults(object) {
    if (object.apiVersion === 'v1') {
      setDefaults(object, { reportingComponent: '', reportingInstance: '' });
    }
  },
  validate: validateEvent,
  validateCreate: validateNewEvent,
  fieldSelectors: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  columns: [
    { name: 'Last Seen', value: o => seen(o, 'lastTimestamp') },
    { name: 'Type', value: o => readString(o, 'type') },
    { name: 'Reason', value: o => readString(o, 'reason') },
    {
      name: 'Object',
      value: o =>
        `${readString(o, 'involvedObject', 'kind').toLowerCase()}/${readString(
          o,
          'involvedObject',
          'name',
        )}`,
    },
    {
      name: 'Subobject',
      priority: 1,
      value: o => readString(o, 'involvedObject', 'fieldPath'),
    },
    { name: 'Source', priority: 1, value: source },
    { name: 'Message', value: o => readString(o, 'message').trim() },
    {
      name: 'First Seen',
      priority: 1,
      value: o => seen(o, 'firstTimestamp'),
    },
    {
      name: 'Count',
      priority: 1,
      value: o => readNumber(o, 'count') || 1,
    },
    { ...nameColumn, priority: 1 },
  ],
};
