import { CelError } from '../errors';
import { goQuote } from '../../util/goQuote';
import { ListValue, MapValue } from '../values/collections';
import { Uint } from '../values/numbers';
import { Duration, Timestamp } from '../values/time';
import { runtimeType, Value } from '../values/value';
import { toText } from './conversions';

function wrongType(clause: string, allowed: string, value: Value): CelError {
  return new CelError(
    `error during formatting: ${clause} clause can only be used on ${allowed}, was given ${
      runtimeType(value).name
    }`,
  );
}

function wholeNumber(value: Value): bigint | undefined {
  if (typeof value === 'bigint') {
    return value;
  }
  return value instanceof Uint ? value.value : undefined;
}

/** A part of a list or a map: written so that it is the expression again. */
function nested(value: Value): string {
  if (value instanceof Timestamp || value instanceof Duration) {
    const name = value instanceof Timestamp ? 'timestamp' : 'duration';
    return `${name}(${goQuote(String(value))})`;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value.toFixed(6) : `"${toText(value)}"`;
  }
  if (typeof value === 'string') {
    return goQuote(value);
  }
  return value instanceof Uint8Array
    ? `b${goQuote(toText(value))}`
    : text(value);
}

function text(value: Value): string {
  if (value === null) {
    return 'null';
  }
  if (value instanceof ListValue) {
    return `[${value.values().map(nested).join(', ')}]`;
  }
  if (value instanceof MapValue) {
    const entries = value
      .keys()
      .map(key => [nested(key), nested(value.find(key) ?? null)])
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return `{${entries.map(([k, v]) => `${k}:${v}`).join(', ')}}`;
  }
  const { kind } = runtimeType(value);
  if (kind === 'opaque') {
    throw wrongType(
      'string',
      'strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
      value,
    );
  }
  return toText(value);
}

function decimal(value: Value): string {
  const number = wholeNumber(value);
  if (number === undefined) {
    throw wrongType('decimal', 'integers', value);
  }
  return String(number);
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (Number.isFinite(value)) {
    return undefined;
  }
  return value > 0 ? '∞' : '-∞';
}

function double(value: Value, clause: string): number {
  if (typeof value === 'number') {
    return value;
  }
  const named = { NaN, Infinity, '-Infinity': -Infinity }[String(value)];
  if (typeof value === 'string' && named !== undefined) {
    return named;
  }
  throw wrongType(clause, 'doubles', value);
}

function fixed(value: Value, precision: number): string {
  const number = double(value, 'fixed-point');
  return (
    special(number) ??
    number.toLocaleString('en-US', {
      minimumFractionDigits: precision,
      maximumFractionDigits: precision,
    })
  );
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function scientific(value: Value): string {
  const number = double(value, 'scientific');
  const name = special(number);
  if (name) {
    return name;
  }
  // The real server prints six digits whatever it is asked for.
  const [mantissa, exponent] = number.toExponential(6).split('e');
  const power = Number(exponent);
  const digits = String(Math.abs(power)).padStart(2, '0');
  const raised = [...digits].map(digit => SUPERSCRIPT[Number(digit)]).join('');
  return `${mantissa}×10${power < 0 ? '⁻' : ''}${raised}`;
}

function hexadecimal(value: Value): string {
  if (typeof value === 'string' || value instanceof Uint8Array) {
    return Buffer.from(value as string).toString('hex');
  }
  const number = wholeNumber(value);
  if (number === undefined) {
    throw new CelError(
      `error during formatting: only integers, byte buffers, and strings can be formatted as hex, was given ${
        runtimeType(value).name
      }`,
    );
  }
  return number.toString(16);
}

function binary(value: Value): string {
  if (typeof value === 'boolean') {
    return value ? '1' : '0';
  }
  const number = wholeNumber(value);
  if (number === undefined) {
    throw new CelError(
      `error during formatting: only integers and bools can be formatted as binary, was given ${
        runtimeType(value).name
      }`,
    );
  }
  return number.toString(2);
}

function octal(value: Value): string {
  const number = wholeNumber(value);
  if (number === undefined) {
    throw wrongType('octal', 'integers', value);
  }
  return number.toString(8);
}

const CLAUSES: Record<string, (value: Value, precision: number) => string> = {
  s: text,
  d: decimal,
  f: fixed,
  e: scientific,
  b: binary,
  o: octal,
  x: hexadecimal,
  X: value => hexadecimal(value).toUpperCase(),
};

/** `"%s and %d".format([a, b])` */
export function format(pattern: string, args: ListValue): string {
  let index = 0;
  return pattern.replace(
    /%(?:%|(?:\.(\d+))?([^]?))/gu,
    (whole, digits: string | undefined, clause: string | undefined) => {
      if (whole === '%%') {
        return '%';
      }
      if (!clause) {
        throw new CelError('unexpected end of string');
      }
      if (!Object.hasOwn(CLAUSES, clause)) {
        throw new CelError(
          `could not parse formatting clause: unrecognized formatting clause "${clause}"`,
        );
      }
      if (index >= args.size) {
        throw new CelError(`index ${index} out of range`);
      }
      const value = args.at(index);
      index += 1;
      return CLAUSES[clause](value, digits ? Number(digits) : 6);
    },
  );
}
