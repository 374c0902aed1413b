import { CelError } from '../errors';
import { celTypes } from '../types/celType';
import { Duration, floorDivide, Timestamp } from '../values/time';
import { Define } from './overload';

const { int, string } = celTypes;
const OFFSET = /^([+-]?)(\d{2}):(\d{2})$/;

/** Milliseconds between a time zone and UTC at a moment. */
function offsetOf(zone: string, milliseconds: number): number {
  const fixed = OFFSET.exec(zone);
  if (fixed) {
    const [, sign, hours, minutes] = fixed;
    const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return sign === '-' ? -size : size;
  }
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone || 'UTC',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(milliseconds);
    const [year, month, day, hour, minute, second] = [
      'year',
      'month',
      'day',
      'hour',
      'minute',
      'second',
    ].map(type => Number(parts.find(part => part.type === type)?.value));
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - Math.floor(milliseconds / 1000) * 1000;
  } catch {
    throw new CelError(`unknown time zone ${zone}`);
  }
}

function dateIn(value: Timestamp, zone: string): Date {
  const milliseconds = Number(floorDivide(value.nanoseconds, 1_000_000n));
  return new Date(milliseconds + offsetOf(zone, milliseconds));
}

function dayOfYear(date: Date): number {
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return Math.floor((date.getTime() - start) / 86_400_000);
}

const PARTS: Record<string, (date: Date) => number> = {
  getFullYear: date => date.getUTCFullYear(),
  getMonth: date => date.getUTCMonth(),
  getDayOfYear: dayOfYear,
  getDayOfMonth: date => date.getUTCDate() - 1,
  getDate: date => date.getUTCDate(),
  getDayOfWeek: date => date.getUTCDay(),
  getHours: date => date.getUTCHours(),
  getMinutes: date => date.getUTCMinutes(),
  getSeconds: date => date.getUTCSeconds(),
  getMilliseconds: date => date.getUTCMilliseconds(),
};

const UNITS: Record<string, bigint> = {
  getHours: 3_600_000_000_000n,
  getMinutes: 60_000_000_000n,
  getSeconds: 1_000_000_000n,
  getMilliseconds: 1_000_000n,
};

/** Parts of moments and of lengths of time. */
export function time({ method }: Define): void {
  for (const [name, part] of Object.entries(PARTS)) {
    method(name, [celTypes.timestamp], int, (value: Timestamp) =>
      BigInt(part(dateIn(value, 'UTC'))),
    );
    method(
      name,
      [celTypes.timestamp, string],
      int,
      (value: Timestamp, zone: string) => BigInt(part(dateIn(value, zone))),
    );
  }
  for (const [name, unit] of Object.entries(UNITS)) {
    method(
      name,
      [celTypes.duration],
      int,
      ({ nanoseconds }: Duration) => nanoseconds / unit,
    );
  }
}
