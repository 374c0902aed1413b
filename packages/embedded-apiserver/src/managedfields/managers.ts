import { isObject, JsonObject } from '../types';
import { equal } from '../util/equal';
import { FieldSet } from './fieldSet';
import { fromFieldsV1, toFieldsV1 } from './fieldsV1';

export type Operation = 'Apply' | 'Update';

/** Who did something to an object, and by what kind of write. */
export interface ManagerInfo {
  manager: string;
  operation: Operation;
  apiVersion: string;
  subresource?: string;
}

/** The fields that somebody owns. */
export interface Manager extends ManagerInfo {
  set: FieldSet;
  time?: string;
}

/** The owners of an object's fields by {@link managerId}. */
export type Managers = Map<string, Manager>;

/** Most owners by update that are told apart. */
const MAX_UPDATERS = 10;
const OLD_UPDATERS = 'ancient-changes';

/**
 * What makes two owners the same. Somebody who applies stays the same when the
 * version changes.
 */
export function managerId(info: ManagerInfo): string {
  const { manager, operation, apiVersion, subresource } = info;
  return JSON.stringify({
    ...(manager && { manager }),
    operation,
    ...(operation === 'Update' && { apiVersion }),
    ...(subresource && { subresource }),
  });
}

function text(entry: JsonObject, key: string): string {
  const value = entry[key];
  return typeof value === 'string' ? value : '';
}

function decodeEntry(entry: unknown): Manager {
  if (!isObject(entry)) {
    throw new Error('no object in managed fields');
  }
  const operation = text(entry, 'operation');
  if (operation !== 'Apply' && operation !== 'Update') {
    throw new Error('operation must be `Apply` or `Update`');
  }
  const apiVersion = text(entry, 'apiVersion');
  if (!apiVersion) {
    throw new Error('apiVersion must not be empty');
  }
  if (text(entry, 'fieldsType') !== 'FieldsV1') {
    throw new Error('invalid fieldsType in managed fields entry');
  }
  return {
    manager: text(entry, 'manager'),
    operation,
    apiVersion,
    subresource: text(entry, 'subresource') || undefined,
    time: text(entry, 'time') || undefined,
    set: fromFieldsV1(entry.fieldsV1),
  };
}

/** Reads `metadata.managedFields`; nothing when it is not what it should be. */
export function decodeManagers(entries: unknown): Managers | undefined {
  const managers: Managers = new Map();
  try {
    for (const entry of Array.isArray(entries) ? entries : []) {
      const manager = decodeEntry(entry);
      managers.set(managerId(manager), manager);
    }
  } catch {
    return undefined;
  }
  return managers;
}

/** Whether a client asks to forget all owners. */
export function isReset(entries: unknown): boolean {
  return (
    Array.isArray(entries) &&
    (entries.length === 0 || (entries.length === 1 && equal(entries[0], {})))
  );
}

function order(a: string | undefined, b: string | undefined): number {
  const [left, right] = [a ?? '', b ?? ''];
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

/** Writes `metadata.managedFields`; nothing when nobody owns anything. */
export function encodeManagers(managers: Managers): JsonObject[] | undefined {
  if (managers.size === 0) {
    return undefined;
  }
  return [...managers.values()]
    .sort(
      (a, b) =>
        order(a.operation, b.operation) ||
        order(a.time, b.time) ||
        order(a.manager, b.manager) ||
        order(a.apiVersion, b.apiVersion) ||
        order(a.subresource, b.subresource),
    )
    .map(({ manager, operation, apiVersion, time, set, subresource }) => ({
      ...(manager && { manager }),
      operation,
      apiVersion,
      ...(time && { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(set),
      ...(subresource && { subresource }),
    }));
}

/** Joins the oldest owners by update when there are too many, in place. */
export function capUpdaters(managers: Managers): void {
  const updaters = [...managers]
    .filter(([, manager]) => manager.operation === 'Update')
    .sort(
      ([a, left], [b, right]) => order(left.time, right.time) || order(a, b),
    );
  let count = updaters.length;
  const firstOf = new Map<string, string>();
  for (const [id, { apiVersion, set, time }] of updaters) {
    if (count <= MAX_UPDATERS) {
      return;
    }
    const first = firstOf.get(apiVersion);
    if (first === undefined) {
      firstOf.set(apiVersion, id);
      continue;
    }
    const bucket: ManagerInfo = {
      manager: OLD_UPDATERS,
      operation: 'Update',
      apiVersion,
    };
    const bucketId = managerId(bucket);
    const before = managers.get(bucketId) ?? managers.get(first);
    managers.delete(first);
    managers.delete(id);
    managers.set(bucketId, {
      ...bucket,
      time,
      set: before ? set.union(before.set) : set,
    });
    count--;
  }
}
