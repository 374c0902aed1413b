import { CelError } from '../errors';
import { CelType, celTypes, listOf, param } from '../types/celType';
import { ListValue } from '../values/collections';
import { compare, isEqual } from '../values/compare';
import { int, Uint, uint } from '../values/numbers';
import { Duration, duration } from '../values/time';
import { Value } from '../values/value';
import { Define } from './overload';
import { sortByKeys } from './sort';

const { bool, bytes, double, string } = celTypes;
const I = celTypes.int;
const U = celTypes.uint;
const D = celTypes.duration;
const A = param('A');
const COMPARABLE = [I, U, double, bool, D, celTypes.timestamp, string, bytes];

function add(a: Value, b: Value): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    return int(a + b);
  }
  if (a instanceof Uint && b instanceof Uint) {
    return uint(a.value + b.value);
  }
  if (a instanceof Duration && b instanceof Duration) {
    return duration(a.nanoseconds + b.nanoseconds);
  }
  return (a as number) + (b as number);
}

const ZERO: [CelType, Value][] = [
  [I, 0n],
  [U, new Uint(0n)],
  [double, 0],
  [D, new Duration(0n)],
];

/** Values that cannot be ordered do not follow each other. */
function follows(a: Value, b: Value, sign: number): boolean {
  try {
    return compare(a, b) * sign > 0;
  } catch (error) {
    if (error instanceof CelError) {
      return false;
    }
    throw error;
  }
}

function extreme(list: ListValue, name: string, sign: number): Value {
  if (list.size === 0) {
    throw new CelError(`${name} called on empty list`);
  }
  return list
    .values()
    .reduce((best, item) => (follows(best, item, sign) ? item : best));
}

function isSorted(list: ListValue): boolean {
  return list
    .values()
    .every((item, i) => i === 0 || compare(list.at(i - 1), item) <= 0);
}

function kubernetesLists({ method }: Define): void {
  for (const type of COMPARABLE) {
    const list = listOf(type);
    method('isSorted', [list], bool, isSorted);
    method('min', [list], type, (l: ListValue) => extreme(l, 'min', 1));
    method('max', [list], type, (l: ListValue) => extreme(l, 'max', -1));
  }
  for (const [type, zero] of ZERO) {
    method('sum', [listOf(type)], type, (list: ListValue) =>
      list.size ? list.values().reduce(add) : zero,
    );
  }
  method('indexOf', [listOf(A), A], I, (list: ListValue, item: Value) =>
    BigInt(list.values().findIndex(other => isEqual(other, item))),
  );
  method('lastIndexOf', [listOf(A), A], I, (list: ListValue, item: Value) =>
    BigInt(list.values().findLastIndex(other => isEqual(other, item))),
  );
}

function slice(list: ListValue, start: bigint, end: bigint): ListValue {
  const what = `cannot slice(${start}, ${end})`;
  if (start < 0n || end < 0n) {
    throw new CelError(`${what}, negative indexes not supported`);
  }
  if (start > end) {
    throw new CelError(
      `${what}, start index must be less than or equal to end index`,
    );
  }
  if (list.size < end) {
    throw new CelError(`${what}, list is length ${list.size}`);
  }
  return new ListValue(list.values().slice(Number(start), Number(end)));
}

function flatten(list: ListValue, depth: bigint): Value[] {
  if (depth < 0n) {
    throw new CelError('level must be non-negative');
  }
  return list
    .values()
    .flatMap(item =>
      item instanceof ListValue && depth > 0n
        ? flatten(item, depth - 1n)
        : [item],
    );
}

function extendedLists({ call, method }: Define): void {
  const list = listOf(A);
  method('slice', [list, I, I], list, slice);
  method(
    'flatten',
    [listOf(list)],
    list,
    (l: ListValue) => new ListValue(flatten(l, 1n)),
  );
  method(
    'flatten',
    [listOf(celTypes.dyn), I],
    listOf(celTypes.dyn),
    (l: ListValue, depth: bigint) => new ListValue(flatten(l, depth)),
  );
  call('lists.range', [I], listOf(I), (size: bigint) => {
    const length = Math.max(0, Math.min(Number(size), 1_000_000));
    return new ListValue(Array.from({ length }, (_, i) => BigInt(i)));
  });
  method('distinct', [list], list, (l: ListValue) => {
    const kept: Value[] = [];
    for (const item of l.values()) {
      if (!kept.some(other => isEqual(other, item))) {
        kept.push(item);
      }
    }
    return new ListValue(kept);
  });
  method(
    'reverse',
    [list],
    list,
    (l: ListValue) => new ListValue(l.values().reverse()),
  );
  for (const type of COMPARABLE) {
    method('sort', [listOf(type)], listOf(type), (l: ListValue) =>
      sortByKeys(l, l.values()),
    );
  }
}

function sets({ call }: Define): void {
  const list = listOf(A);
  const contains = (a: ListValue, b: ListValue) =>
    b.values().every(item => a.values().some(other => isEqual(item, other)));
  call('sets.contains', [list, list], bool, contains);
  call(
    'sets.equivalent',
    [list, list],
    bool,
    (a: ListValue, b: ListValue) => contains(a, b) && contains(b, a),
  );
  call('sets.intersects', [list, list], bool, (a: ListValue, b: ListValue) =>
    b.values().some(item => a.values().some(other => isEqual(item, other))),
  );
}

/** Functions of lists. */
export function lists(define: Define): void {
  kubernetesLists(define);
  extendedLists(define);
  sets(define);
}
