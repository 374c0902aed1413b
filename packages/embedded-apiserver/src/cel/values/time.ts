import { CelError } from '../errors';
import { plainDecimal } from './numbers';

const SECOND = 1_000_000_000n;
const MIN_TIME = -62135596800n * SECOND;
const MAX_TIME = 253402300800n * SECOND;

/** A moment, in nanoseconds since 1970. */
export class Timestamp {
  /** Minutes between UTC and the time zone that it is written in. */
  constructor(readonly nanoseconds: bigint, readonly offset: number = 0) {}

  /** RFC 3339 with no more digits than needed. */
  toString(): string {
    const utc = floorDivide(this.nanoseconds, SECOND);
    const rest = this.nanoseconds - utc * SECOND;
    const seconds = utc + BigInt(this.offset * 60);
    const date = new Date(Number(seconds) * 1000).toISOString();
    const text = date
      .slice(0, date.indexOf('.'))
      .replace(/^[+-]0*(\d{4})/, '$1');
    const fraction = String(rest).padStart(9, '0').replace(/0+$/, '');
    return `${text}${fraction && `.${fraction}`}${zone(this.offset)}`;
  }
}

function zone(offset: number): string {
  if (offset === 0) {
    return 'Z';
  }
  const digits = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(
    size % 60,
  )}`;
}

/** A length of time, in nanoseconds. */
export class Duration {
  constructor(readonly nanoseconds: bigint) {}

  toString(): string {
    return `${plainDecimal(Number(this.nanoseconds) / 1e9)}s`;
  }
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

/** @throws CelError outside of the years 1 to 9999 */
export function timestamp(nanoseconds: bigint): Timestamp {
  if (nanoseconds < MIN_TIME || nanoseconds >= MAX_TIME) {
    throw new CelError('timestamp overflow');
  }
  return new Timestamp(nanoseconds);
}

/** @throws CelError when it has more than 64 bits */
export function duration(nanoseconds: bigint): Duration {
  if (BigInt.asIntN(64, nanoseconds) !== nanoseconds) {
    throw new CelError('integer overflow');
  }
  return new Duration(nanoseconds);
}

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** A moment written as RFC 3339 says. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const found = RFC3339.exec(text);
  if (!found) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second, fraction = ''] = found;
  const [, , , , , , , , sign, hours = '0', minutes = '0'] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const isReal =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    Number(second) < 60;
  if (!isReal) {
    return undefined;
  }
  const size = Number(hours) * 60 + Number(minutes);
  const offset = sign === '-' ? -size : size;
  const seconds = BigInt(Math.round(date.getTime() / 1000) - offset * 60);
  return new Timestamp(
    seconds * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0')),
    offset,
  );
}

const UNITS: Record<string, bigint> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};

/** A length of time written as Go does: `1h30m`. */
export function parseDuration(text: string): Duration | undefined {
  const body = text.replace(/^[+-]/, '');
  if (body === '0') {
    return new Duration(0n);
  }
  if (!/^((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(body)) {
    return undefined;
  }
  let total = 0n;
  for (const [, number, unit] of body.matchAll(
    /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g,
  )) {
    const [whole, part = ''] = number.split('.');
    const size = UNITS[unit];
    total += BigInt(whole || '0') * size;
    total += (BigInt(part || '0') * size) / 10n ** BigInt(part.length);
  }
  const result = text.startsWith('-') ? -total : total;
  return BigInt.asIntN(64, result) === result
    ? new Duration(result)
    : undefined;
}
