import { Schema } from '../../schema/types';
import { isObject } from '../../types';
import { equal } from '../../util/equal';

/** A value and what it was before, where this can be told. */
interface Pair {
  value: unknown;
  old: unknown;
  same?: boolean;
}

/** What a place in an object has to do with the object before a change. */
export interface Correlation {
  current?: Pair;
  /** The nearest place above that can be told to be the same one. */
  parent?: Pair;
}

function isSame(pair: Pair): boolean {
  pair.same ??= equal(pair.value, pair.old);
  return pair.same;
}

/** Whether nothing has changed here: then rules only warn. */
export function isUnchanged({ current, parent }: Correlation): boolean {
  const pair = current ?? parent;
  return pair !== undefined && isSame(pair);
}

/** The correlation of a field or of an entry of a map. */
export function fieldCorrelation(
  correlation: Correlation,
  key: string,
  isRoot: boolean,
): Correlation {
  const { current } = correlation;
  if (!current) {
    return correlation;
  }
  if (isRoot && (key === 'apiVersion' || key === 'kind')) {
    return {};
  }
  const { value, old } = current;
  const isKnown = isObject(value) && isObject(old) && Object.hasOwn(old, key);
  return {
    current: isKnown ? { value: value[key], old: old[key] } : undefined,
    parent: current,
  };
}

/** The item of the old list with the same keys. */
export function oldItem(
  schema: Schema,
  item: unknown,
  old: unknown,
): unknown | undefined {
  const keys = schema['x-kubernetes-list-map-keys'];
  if (
    schema['x-kubernetes-list-type'] !== 'map' ||
    !keys ||
    !Array.isArray(old) ||
    !isObject(item)
  ) {
    return undefined;
  }
  return old.find(
    other => isObject(other) && keys.every(key => equal(other[key], item[key])),
  );
}

/** The correlation of an item of a list. */
export function itemCorrelation(
  correlation: Correlation,
  schema: Schema,
  item: unknown,
): Correlation {
  const { current } = correlation;
  if (!current) {
    return correlation;
  }
  const old = oldItem(schema, item, current.old);
  return {
    current: old === undefined ? undefined : { value: item, old },
    parent: current,
  };
}
