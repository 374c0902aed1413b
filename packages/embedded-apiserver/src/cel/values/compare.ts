import { CelError, noSuchOverload } from '../errors';
import { ListValue, MapValue } from './collections';
import { Uint } from './numbers';
import { Duration, Timestamp } from './time';
import { OpaqueValue, OptionalValue, TypeValue, Value } from './value';

function isNumber(value: Value): value is bigint | number | Uint {
  return (
    typeof value === 'bigint' ||
    typeof value === 'number' ||
    value instanceof Uint
  );
}

function plain(value: bigint | number | Uint): bigint | number {
  return value instanceof Uint ? value.value : value;
}

function listsEqual(a: ListValue, b: ListValue): boolean {
  if (a.size !== b.size) {
    return false;
  }
  const right = b.values();
  const { kind } = a;
  if (kind?.type === 'set') {
    return a.values().every(item => right.some(other => isEqual(item, other)));
  }
  if (kind?.type === 'map') {
    return a.values().every(item => {
      const other = right.find(candidate =>
        sameKeys(kind.keys, item, candidate),
      );
      return other !== undefined && isEqual(item, other);
    });
  }
  return right.every((item, i) => isEqual(a.at(i), item));
}

/** Whether two items of a list are the same by its keys. */
export function sameKeys(keys: string[], a: Value, b: Value): boolean {
  return (
    a instanceof MapValue &&
    b instanceof MapValue &&
    keys.every(key => isEqual(a.find(key) ?? null, b.find(key) ?? null))
  );
}

function mapsEqual(a: MapValue, b: MapValue): boolean {
  return (
    a.size === b.size &&
    a.keys().every(key => {
      const left = a.find(key);
      const right = b.find(key);
      return left !== undefined && right !== undefined && isEqual(left, right);
    })
  );
}

/** Whether two values are equal; those of different types are not. */
export function isEqual(a: Value, b: Value): boolean {
  if (a === b) {
    return true;
  }
  if (isNumber(a)) {
    // Numbers of different types are equal when they are the same number.
    // eslint-disable-next-line eqeqeq
    return isNumber(b) && plain(a) == plain(b);
  }
  if (typeof a !== 'object' || a === null || typeof b !== 'object') {
    return false;
  }
  if (a instanceof ListValue) {
    return b instanceof ListValue && listsEqual(a, b);
  }
  if (a instanceof MapValue) {
    return b instanceof MapValue && mapsEqual(a, b);
  }
  if (a instanceof Timestamp) {
    return b instanceof Timestamp && a.nanoseconds === b.nanoseconds;
  }
  if (a instanceof Duration) {
    return b instanceof Duration && a.nanoseconds === b.nanoseconds;
  }
  if (a instanceof Uint8Array) {
    return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  }
  if (a instanceof TypeValue) {
    return b instanceof TypeValue && a.name === b.name;
  }
  if (a instanceof OptionalValue) {
    if (!(b instanceof OptionalValue)) {
      return false;
    }
    return a.value === undefined || b.value === undefined
      ? a.value === b.value
      : isEqual(a.value, b.value);
  }
  return (
    a instanceof OpaqueValue &&
    b instanceof OpaqueValue &&
    a.type.name === b.type.name &&
    a.equals(b)
  );
}

function order<T>(a: T, b: T): number {
  if (a < b) {
    return -1;
  }
  return a > b ? 1 : 0;
}

/**
 * Which of two values comes first: negative when it is the first.
 *
 * @throws CelError when they cannot be ordered
 */
export function compare(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) {
    if (Number.isNaN(a) || Number.isNaN(b)) {
      throw new CelError('NaN values cannot be ordered');
    }
    return order(plain(a), plain(b));
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return order(a, b);
  }
  if (a instanceof Timestamp && b instanceof Timestamp) {
    return order(a.nanoseconds, b.nanoseconds);
  }
  if (a instanceof Duration && b instanceof Duration) {
    return order(a.nanoseconds, b.nanoseconds);
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return Buffer.compare(a, b);
  }
  throw noSuchOverload();
}
