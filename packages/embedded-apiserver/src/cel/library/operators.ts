import { CelError } from '../errors';
import {
  CelType,
  celTypes,
  listOf,
  mapOf,
  optionalOf,
  param,
} from '../types/celType';
import { joinLists } from '../values/joinLists';
import { ListValue, MapValue } from '../values/collections';
import { compare, isEqual } from '../values/compare';
import { int, Uint, uint } from '../values/numbers';
import { Duration, duration, Timestamp, timestamp } from '../values/time';
import { OptionalValue, Value } from '../values/value';
import { element, optionalElement } from './access';
import { Define } from './overload';

const { bool, bytes, double, string } = celTypes;
const A = param('A');
const B = param('B');

function arithmetic(define: Define): void {
  const { call } = define;
  const number = (
    name: string,
    ofInts: (a: bigint, b: bigint) => bigint,
    ofDoubles?: (a: number, b: number) => number,
  ) => {
    call(
      name,
      [celTypes.int, celTypes.int],
      celTypes.int,
      (a: bigint, b: bigint) => int(ofInts(a, b)),
    );
    call(
      name,
      [celTypes.uint, celTypes.uint],
      celTypes.uint,
      (a: Uint, b: Uint) => uint(ofInts(a.value, b.value)),
    );
    if (ofDoubles) {
      call(name, [double, double], double, ofDoubles);
    }
  };
  const notZero = (b: bigint, what: string) => {
    if (b === 0n) {
      throw new CelError(`${what} by zero`);
    }
  };
  number(
    '_+_',
    (a, b) => a + b,
    (a, b) => a + b,
  );
  number(
    '_-_',
    (a, b) => a - b,
    (a, b) => a - b,
  );
  number(
    '_*_',
    (a, b) => a * b,
    (a, b) => a * b,
  );
  number(
    '_/_',
    (a, b) => {
      notZero(b, 'division');
      return a / b;
    },
    (a, b) => a / b,
  );
  number('_%_', (a, b) => {
    notZero(b, 'modulus');
    return a % b;
  });
  call('-_', [celTypes.int], celTypes.int, (a: bigint) => int(-a));
  call('-_', [double], double, (a: number) => -a);
}

function time(define: Define): void {
  const { call } = define;
  const D = celTypes.duration;
  const T = celTypes.timestamp;
  call('_+_', [D, D], D, (a: Duration, b: Duration) =>
    duration(a.nanoseconds + b.nanoseconds),
  );
  call('_+_', [T, D], T, (a: Timestamp, b: Duration) =>
    timestamp(a.nanoseconds + b.nanoseconds),
  );
  call('_+_', [D, T], T, (a: Duration, b: Timestamp) =>
    timestamp(a.nanoseconds + b.nanoseconds),
  );
  call('_-_', [D, D], D, (a: Duration, b: Duration) =>
    duration(a.nanoseconds - b.nanoseconds),
  );
  call('_-_', [T, D], T, (a: Timestamp, b: Duration) =>
    timestamp(a.nanoseconds - b.nanoseconds),
  );
  call('_-_', [T, T], D, (a: Timestamp, b: Timestamp) =>
    duration(a.nanoseconds - b.nanoseconds),
  );
}

function comparisons(define: Define): void {
  const { call } = define;
  const { int: I, uint: U, timestamp: T, duration: D } = celTypes;
  const pairs: [CelType, CelType][] = [
    [bool, bool],
    [I, I],
    [I, U],
    [I, double],
    [U, U],
    [U, I],
    [U, double],
    [double, double],
    [double, I],
    [double, U],
    [string, string],
    [bytes, bytes],
    [T, T],
    [D, D],
  ];
  for (const pair of pairs) {
    call('_<_', pair, bool, (a: Value, b: Value) => compare(a, b) < 0);
    call('_<=_', pair, bool, (a: Value, b: Value) => compare(a, b) <= 0);
    call('_>_', pair, bool, (a: Value, b: Value) => compare(a, b) > 0);
    call('_>=_', pair, bool, (a: Value, b: Value) => compare(a, b) >= 0);
  }
  call('_==_', [A, A], bool, isEqual);
  call('_!=_', [A, A], bool, (a: Value, b: Value) => !isEqual(a, b));
}

function collections(define: Define): void {
  const { call } = define;
  call('_+_', [string, string], string, (a: string, b: string) => a + b);
  call(
    '_+_',
    [bytes, bytes],
    bytes,
    (a: Uint8Array, b: Uint8Array) => new Uint8Array(Buffer.concat([a, b])),
  );
  call('_+_', [listOf(A), listOf(A)], listOf(A), joinLists);
  call('@in', [A, listOf(A)], bool, (item: Value, list: ListValue) =>
    list.values().some(other => isEqual(item, other)),
  );
  call(
    '@in',
    [A, mapOf(A, B)],
    bool,
    (key: Value, map: MapValue) => map.find(key) !== undefined,
  );
  call('_[_]', [listOf(A), celTypes.int], A, element);
  call('_[_]', [mapOf(A, B), A], B, element);
  call('_[_]', [optionalOf(listOf(A)), celTypes.int], optionalOf(A), element);
  call('_[_]', [optionalOf(mapOf(A, B)), A], optionalOf(B), element);
  for (const wrap of [(t: CelType) => t, optionalOf]) {
    call(
      '_[?_]',
      [wrap(listOf(A)), celTypes.int],
      optionalOf(A),
      optionalElement,
    );
    call('_[?_]', [wrap(mapOf(A, B)), A], optionalOf(B), optionalElement);
  }
}

function optionals(define: Define): void {
  const { call, method } = define;
  const O = optionalOf(A);
  call('optional.of', [A], O, (value: Value) => new OptionalValue(value));
  call('optional.ofNonZeroValue', [A], O, (value: Value) =>
    isZero(value) ? OptionalValue.none : new OptionalValue(value),
  );
  call('optional.none', [], O, () => OptionalValue.none);
  method('value', [O], A, ({ value }: OptionalValue) => {
    if (value === undefined) {
      throw new CelError('optional.none() dereference');
    }
    return value;
  });
  method(
    'hasValue',
    [O],
    bool,
    ({ value }: OptionalValue) => value !== undefined,
  );
}

function isZero(value: Value): boolean {
  if (value === null || value === '' || value === false) {
    return true;
  }
  if (value instanceof ListValue || value instanceof MapValue) {
    return value.size === 0;
  }
  if (value instanceof OptionalValue) {
    return value.value === undefined;
  }
  if (value instanceof Uint8Array) {
    return value.length === 0;
  }
  if (value instanceof Timestamp || value instanceof Duration) {
    return value.nanoseconds === 0n;
  }
  return isEqual(value, 0n);
}

/** The operators of the language. `&&`, `||`, `?:` are not functions. */
export function operators(define: Define): void {
  arithmetic(define);
  time(define);
  comparisons(define);
  collections(define);
  optionals(define);
  define.call('!_', [bool], bool, (a: boolean) => !a);
  // Evaluated by the program itself, as are `or` and `orValue`: here for their types.
  define.call('_&&_', [bool, bool], bool, (a: boolean, b: boolean) => a && b);
  define.call('_||_', [bool, bool], bool, (a: boolean, b: boolean) => a || b);
  define.call('_?_:_', [bool, A, A], A, (a: boolean, b: Value, c: Value) =>
    a ? b : c,
  );
  const O = optionalOf(A);
  define.method('or', [O, O], O, (a: OptionalValue, b: OptionalValue) =>
    a.value === undefined ? b : a,
  );
  define.method('orValue', [O, A], A, (a: OptionalValue, b: Value) =>
    a.value === undefined ? b : a.value,
  );
}
