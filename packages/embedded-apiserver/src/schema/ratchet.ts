import { FieldError } from '../errors/fieldError';
import { isObject, JsonObject } from '../types';
import { equal } from '../util/equal';
import { Schema } from './types';

const STEP = /\[(\d+)\]|\.?([^.[\]]+)/g;
const NOTHING = Symbol('nothing');

/** The item of the old list that an item of the new one stands for. */
function counterpart(
  schema: Schema | undefined,
  item: unknown,
  old: unknown[],
): unknown {
  const keys = schema?.['x-kubernetes-list-map-keys'];
  if (schema?.['x-kubernetes-list-type'] !== 'map' || !keys) {
    return NOTHING;
  }
  return (
    old.find(
      other =>
        isObject(item) &&
        isObject(other) &&
        keys.every(key => equal(item[key], other[key])),
    ) ?? NOTHING
  );
}

/** Whether what an error is about was there before, just as it is. */
function isUnchanged(
  schema: Schema,
  object: JsonObject,
  old: JsonObject,
  { field, type }: FieldError,
): boolean {
  const steps = [...field.matchAll(STEP)];
  if (type === 'FieldValueRequired') {
    // What misses something is at fault, not what is missing.
    steps.pop();
  }
  let [kind, now, before]: [Schema | undefined, unknown, unknown] = [
    schema,
    object,
    old,
  ];
  for (const [, index, key] of steps) {
    if (equal(now, before)) {
      return true;
    }
    if (index !== undefined) {
      if (!Array.isArray(now) || !Array.isArray(before)) {
        return false;
      }
      const item: unknown = now[Number(index)];
      before = counterpart(kind, item, before);
      now = item;
      kind = kind?.items;
    } else {
      if (!isObject(now) || !isObject(before)) {
        return false;
      }
      now = now[key];
      before = before[key];
      const additional = kind?.additionalProperties;
      kind =
        kind?.properties?.[key] ??
        (isObject(additional) ? (additional as Schema) : undefined);
    }
    if (before === NOTHING || before === undefined) {
      return false;
    }
  }
  return equal(now, before);
}

/**
 * Leaves out of what is wrong with an update that which was wrong before: a
 * schema may become stricter without locking the objects that exist.
 */
export function ratchet(
  schema: Schema,
  object: JsonObject,
  old: JsonObject | undefined,
  errors: FieldError[],
): FieldError[] {
  return old && errors.length > 0
    ? errors.filter(error => !isUnchanged(schema, object, old, error))
    : errors;
}
