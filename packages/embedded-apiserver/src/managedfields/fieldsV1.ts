import { isObject, JsonObject } from '../types';
import { FieldSet } from './fieldSet';
import { compareElements, parseElement } from './pathElement';

/** How many different sets are remembered. */
const REMEMBERED = 2_000;

/**
 * Written sets by their JSON: objects made alike share theirs, which is most
 * of what ownership costs in memory.
 */
const written = new Map<string, JsonObject>();
/** Sets that were written or read lately. */
let known = new WeakMap<object, FieldSet>();
let knownCount = 0;

function remember(fields: object, set: FieldSet): FieldSet {
  if (knownCount >= REMEMBERED) {
    // Otherwise every stored object would keep its set for as long as it lives.
    known = new WeakMap();
    knownCount = 0;
  }
  known.set(fields, set);
  knownCount++;
  return set;
}

function write(set: FieldSet, isMember: boolean): JsonObject {
  const result: JsonObject = {};
  if (isMember) {
    result['.'] = {};
  }
  const keys = [...set.members];
  for (const key of set.children.keys()) {
    if (!set.members.has(key)) {
      keys.push(key);
    }
  }
  if (keys.length > 1) {
    keys.sort(compareElements);
  }
  for (const key of keys) {
    const child = set.children.get(key);
    result[key] =
      child && !child.isEmpty() ? write(child, set.members.has(key)) : {};
  }
  return result;
}

/** A set as `fieldsV1`. The result is shared: it must not be changed. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const fields = write(set, false);
  const json = JSON.stringify(fields);
  const same = written.get(json);
  if (same) {
    return same;
  }
  if (written.size >= REMEMBERED) {
    written.clear();
  }
  written.set(json, fields);
  remember(fields, set);
  return fields;
}

function readInto(fields: JsonObject, set: FieldSet): void {
  for (const [text, below] of Object.entries(fields)) {
    if (text === '.') {
      continue;
    }
    if (!isObject(below)) {
      throw new Error(`no object below ${text}`);
    }
    const key = parseElement(text);
    if (key === undefined) {
      continue;
    }
    const child = new FieldSet();
    readInto(below, child);
    const hasChildren = child.members.size > 0 || child.children.size > 0;
    if (Object.hasOwn(below, '.') || !hasChildren) {
      set.members.add(key);
    }
    if (hasChildren) {
      set.children.set(key, child);
    }
  }
}

/**
 * Reads `fieldsV1`. The result is shared: it must not be changed.
 *
 * @throws Error when it cannot be read
 */
export function fromFieldsV1(fields: unknown): FieldSet {
  if (fields === undefined || fields === null) {
    return new FieldSet();
  }
  if (!isObject(fields)) {
    throw new Error('fieldsV1 is no object');
  }
  const same = known.get(fields);
  if (same) {
    return same;
  }
  const set = new FieldSet();
  readInto(fields, set);
  return remember(fields, set);
}
