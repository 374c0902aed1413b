import { goQuote } from '../util/goQuote';

interface Field {
  min: number;
  max: number;
  names?: string[];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const FIELDS: Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
];
const DESCRIPTORS =
  /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/;

/** A number, or why it is none. */
function readNumber(text: string, { min, names }: Field): number | string {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) {
    return named + min;
  }
  return /^[-+]?\d+$/.test(text)
    ? Number(text)
    : `failed to parse int from ${text}: strconv.Atoi: parsing ${goQuote(
        text,
      )}: invalid syntax`;
}

function validateRange(text: string, field: Field): string | undefined {
  const [range, step, ...more] = text.split('/');
  if (more.length > 0) {
    return `too many slashes: ${text}`;
  }
  const [low, high, ...others] = range.split('-');
  if (others.length > 0) {
    return `too many hyphens: ${text}`;
  }
  const isAny = low === '*' || low === '?';
  const start = isAny ? field.min : readNumber(low, field);
  if (typeof start === 'string') {
    return start;
  }
  let end: number | string = start;
  if (isAny || (step !== undefined && high === undefined)) {
    end = field.max;
  } else if (high !== undefined) {
    end = readNumber(high, field);
  }
  const every = step === undefined ? 1 : readNumber(step, { min: 0, max: 0 });
  if (typeof end === 'string' || typeof every === 'string') {
    return typeof end === 'string' ? end : String(every);
  }
  if (start < field.min) {
    return `beginning of range (${start}) below minimum (${field.min}): ${text}`;
  }
  if (end > field.max) {
    return `end of range (${end}) above maximum (${field.max}): ${text}`;
  }
  if (start > end) {
    return `beginning of range (${start}) beyond end of range (${end}): ${text}`;
  }
  return every === 0
    ? `step of range should be a positive number: ${text}`
    : undefined;
}

/** What is wrong with a schedule of a CronJob. */
export function validateSchedule(schedule: string): string | undefined {
  if (schedule.startsWith('@')) {
    return DESCRIPTORS.test(schedule)
      ? undefined
      : `unrecognized descriptor: ${schedule}`;
  }
  const zone = /^(CRON_)?TZ=\S+\s+/.exec(schedule)?.[0] ?? '';
  const parts = schedule.slice(zone.length).split(/\s+/).filter(Boolean);
  if (parts.length !== FIELDS.length) {
    return `expected exactly 5 fields, found ${parts.length}: [${parts.join(
      ' ',
    )}]`;
  }
  return parts
    .flatMap((part, i) =>
      part.split(',').map(range => validateRange(range, FIELDS[i])),
    )
    .find(Boolean);
}
