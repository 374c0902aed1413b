import { KubeObject } from '../types';
import type { Conversion } from './builtins';

/** Fields that the two kinds of Event call by different names. */
const NAMES: [core: string, events: string][] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
];

function rename(
  object: KubeObject,
  apiVersion: string,
  names: [from: string, to: string][],
): KubeObject {
  const result: KubeObject = { ...object, apiVersion };
  for (const [from] of names) {
    delete result[from];
  }
  for (const [from, to] of names) {
    if (object[from] !== undefined) {
      result[to] = object[from];
    }
  }
  return result;
}

/** Who reports is always shown in the core group, and only if it is known. */
const REPORTERS: [core: string, events: string][] = [
  ['reportingComponent', 'reportingController'],
  ['reportingInstance', 'reportingInstance'],
];

/** events.k8s.io/v1 shows the events of the core group. */
export const eventsConversion: Conversion = {
  storageKey: '/events',
  fromStorage(object) {
    const result = rename(object, 'events.k8s.io/v1', NAMES);
    for (const [, field] of REPORTERS) {
      if (result[field] === '') {
        delete result[field];
      }
    }
    return result;
  },
  toStorage(object) {
    const result = rename(
      object,
      'v1',
      NAMES.map(([core, events]) => [events, core]),
    );
    for (const [field] of REPORTERS) {
      result[field] ??= '';
    }
    return result;
  },
};
