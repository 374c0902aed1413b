import { CelError } from '../errors';
import { CelType, celTypes, param, typeOf } from '../types/celType';
import { formatDouble, Uint } from '../values/numbers';
import {
  Duration,
  parseDuration,
  parseTimestamp,
  Timestamp,
  timestamp,
} from '../values/time';
import { runtimeType, TypeValue, Value } from '../values/value';
import { Define } from './overload';

const { bool, bytes, double, dyn, string } = celTypes;
const I = celTypes.int;
const U = celTypes.uint;
const T = celTypes.timestamp;
const D = celTypes.duration;

function cannot(from: CelType, to: CelType): CelError {
  return new CelError(
    `type conversion error from '${from.name}' to '${to.name}'`,
  );
}

function toInt(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) {
    throw new CelError('integer overflow');
  }
  return value;
}

function toUint(value: bigint): Uint {
  if (BigInt.asUintN(64, value) !== value) {
    throw new CelError('unsigned integer overflow');
  }
  return new Uint(value);
}

function truncate(value: number): bigint {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 64) {
    throw new CelError('integer overflow');
  }
  return BigInt(Math.trunc(value));
}

const SPECIAL: Record<string, number> = {
  nan: NaN,
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
};

function parseDouble(text: string): number {
  const lower = text.toLowerCase();
  if (Object.hasOwn(SPECIAL, lower)) {
    return SPECIAL[lower];
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw cannot(string, double);
  }
  return Number(text);
}

function parseInteger(text: string, to: CelType): bigint {
  const pattern = to === I ? /^[+-]?\d+$/ : /^\d+$/;
  const value = pattern.test(text) ? BigInt(text.replace('+', '')) : undefined;
  const fits =
    value !== undefined &&
    (to === I ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value)) === value;
  if (!fits) {
    throw cannot(string, to);
  }
  return value;
}

function decode(value: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value);
  } catch {
    throw new CelError('invalid UTF-8 in bytes, cannot convert to string');
  }
}

const BOOLEANS: Record<string, boolean> = {
  '1': true,
  t: true,
  T: true,
  true: true,
  TRUE: true,
  True: true,
  '0': false,
  f: false,
  F: false,
  false: false,
  FALSE: false,
  False: false,
};

/** `string(value)` of anything that has a text. */
export function toText(value: Value): string {
  if (typeof value === 'number') {
    return formatDouble(value);
  }
  if (value instanceof Uint8Array) {
    return decode(value);
  }
  if (value instanceof Uint) {
    return String(value.value);
  }
  return value instanceof TypeValue ? value.name : String(value);
}

function toNumbers({ call }: Define): void {
  const same = (value: Value) => value;
  call('int', [I], I, same);
  call('int', [U], I, (value: Uint) => toInt(value.value));
  call('int', [double], I, (value: number) => toInt(truncate(value)));
  call('int', [string], I, (text: string) => parseInteger(text, I));
  call('int', [T], I, ({ nanoseconds }: Timestamp) => {
    const seconds = nanoseconds / 1_000_000_000n;
    return nanoseconds % 1_000_000_000n < 0n ? seconds - 1n : seconds;
  });
  call('int', [D], I, ({ nanoseconds }: Duration) => nanoseconds);
  call('uint', [U], U, same);
  call('uint', [I], U, (value: bigint) => toUint(value));
  call('uint', [double], U, (value: number) => {
    if (!(value >= 0 && value < 2 ** 64)) {
      throw new CelError('unsigned integer overflow');
    }
    return toUint(truncate(value));
  });
  call('uint', [string], U, (text: string) => new Uint(parseInteger(text, U)));
  call('double', [double], double, same);
  call('double', [I], double, Number);
  call('double', [U], double, (value: Uint) => Number(value.value));
  call('double', [string], double, parseDouble);
}

/** Functions that make a value of one type from one of another. */
export function conversions(define: Define): void {
  const { call } = define;
  const A = param('A');
  const same = (value: Value) => value;
  toNumbers(define);
  call(
    'type',
    [A],
    typeOf(A),
    (value: Value) => new TypeValue(runtimeType(value).name),
  );
  call('dyn', [A], dyn, same);
  call('bool', [bool], bool, same);
  call('bool', [string], bool, (text: string) => {
    if (!Object.hasOwn(BOOLEANS, text)) {
      throw cannot(string, bool);
    }
    return BOOLEANS[text];
  });
  call('bytes', [bytes], bytes, same);
  call(
    'bytes',
    [string],
    bytes,
    (text: string) => new Uint8Array(Buffer.from(text)),
  );
  for (const type of [string, bool, bytes, double, D, I, T, U]) {
    call('string', [type], string, toText);
  }
  call('duration', [D], D, same);
  call('duration', [I], D, (value: bigint) => new Duration(value));
  call('duration', [string], D, (text: string) => {
    const value = parseDuration(text);
    if (!value) {
      throw cannot(string, D);
    }
    return value;
  });
  call('timestamp', [T], T, same);
  call('timestamp', [I], T, (value: bigint) =>
    timestamp(value * 1_000_000_000n),
  );
  call('timestamp', [string], T, (text: string) => {
    const value = parseTimestamp(text);
    if (!value) {
      throw cannot(string, T);
    }
    return value;
  });
}
