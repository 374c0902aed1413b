const UNITS: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

const SPAN_UNITS: ReadonlyArray<[string, number]> = [
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/** Under a minute the exact second says nothing and flickers. */
const NOW_SECONDS = 45;

/** Milliseconds since 1970 of an RFC 3339 time; undefined when it is none. */
export function parseTime(value: string): number | undefined {
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * A moment as people say it: `now`, `3 days ago`, `in 5 minutes`.
 *
 * @param short - abbreviates the unit
 */
export function formatRelative(
  time: number,
  now: number,
  short: boolean,
): string {
  const seconds = (time - now) / 1000;
  const format = new Intl.RelativeTimeFormat(undefined, {
    numeric: 'auto',
    style: short ? 'short' : 'long',
  });
  if (Math.abs(seconds) < NOW_SECONDS) {
    return format.format(0, 'second');
  }
  const [unit, size] =
    UNITS.find(([, length]) => Math.abs(seconds) >= length) ??
    UNITS[UNITS.length - 1];
  const amount = Math.trunc(seconds / size) || Math.sign(seconds);
  // "yesterday" is further away than the 25 hours it may stand for.
  return new Intl.RelativeTimeFormat(undefined, {
    numeric: 'always',
    style: short ? 'short' : 'long',
  }).format(amount, unit);
}

/** A moment to the second, in the person's own language and time zone. */
export function formatAbsolute(time: number): string {
  return new Date(time).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
}

/** A span of time in its largest unit: `3 s`, `12 min`, `5 hr`, `2 days`; never below zero. */
export function formatSpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [unit, size] = SPAN_UNITS.find(([, length]) => seconds >= length) ?? [
    'second',
    1,
  ];
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(Math.floor(seconds / size));
}

/** A span of time as on a clock: `0:07`, `12:34`, `1:02:03`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  const [first, ...rest] = parts[0] > 0 ? parts : parts.slice(1);
  return [first, ...rest.map(part => String(part).padStart(2, '0'))].join(':');
}
