import { KubeObject } from '../types';

const UNITS: [string, number][] = [
  ['y', 365 * 86_400],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

function pair(seconds: number, big: string, small: string): string {
  const unit = (name: string) =>
    (UNITS.find(([n]) => n === name) as [string, number])[1];
  const whole = Math.floor(seconds / unit(big));
  const rest = Math.floor((seconds % unit(big)) / unit(small));
  return rest > 0 ? `${whole}${big}${rest}${small}` : `${whole}${big}`;
}

/** A length of time as `kubectl get` prints an age. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < -1) {
    return '<invalid>';
  }
  if (seconds < 0) {
    return '0s';
  }
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 120) {
    return `${seconds}s`;
  }
  if (minutes < 10) {
    return pair(seconds, 'm', 's');
  }
  if (hours < 3) {
    return `${minutes}m`;
  }
  if (hours < 8) {
    return pair(seconds, 'h', 'm');
  }
  if (hours < 48) {
    return `${hours}h`;
  }
  if (hours < 192) {
    return pair(seconds, 'd', 'h');
  }
  if (hours < 24 * 365 * 2) {
    return `${Math.floor(hours / 24)}d`;
  }
  return hours < 24 * 365 * 8
    ? pair(seconds, 'y', 'd')
    : `${Math.floor(hours / 24 / 365)}y`;
}

/** The time since a timestamp. */
export function age(timestamp: unknown): string {
  if (typeof timestamp !== 'string') {
    return '<unknown>';
  }
  const at = Date.parse(timestamp);
  return Number.isNaN(at) ? '<invalid>' : duration(Date.now() - at);
}

export function createdAge(object: KubeObject): string {
  return age(object.metadata.creationTimestamp);
}

/** `a=b,c=d`, as columns print labels. */
export function labelText(labels: unknown): string {
  const entries = Object.entries((labels as object | undefined) ?? {});
  return entries.length === 0
    ? '<none>'
    : entries.map(([key, value]) => `${key}=${value}`).join(',');
}

/** A `LabelSelector` object as text. */
export function selectorText(selector: unknown): string {
  const { matchLabels, matchExpressions } = (selector ?? {}) as {
    matchLabels?: Record<string, string>;
    matchExpressions?: { key: string; operator: string; values?: string[] }[];
  };
  const terms = Object.entries(matchLabels ?? {}).map(([k, v]) => `${k}=${v}`);
  for (const { key, operator, values = [] } of matchExpressions ?? []) {
    const forms: Record<string, string> = {
      In: `${key} in (${values.join(',')})`,
      NotIn: `${key} notin (${values.join(',')})`,
      Exists: key,
    };
    terms.push(forms[operator] ?? `!${key}`);
  }
  return terms.length > 0 ? terms.join(',') : '<none>';
}

/** A list as one cell. */
export function listText(values: string[]): string {
  return values.length > 0 ? values.join(',') : '<none>';
}
