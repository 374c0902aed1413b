import type { ReflectorStatus } from './types';

type Status = Omit<ReflectorStatus, 'objects'>;

/** From what tells least of how things are to what tells most. */
const ORDER: readonly ReflectorStatus['state'][] = [
  'backoff',
  'listing',
  'syncing',
  'watching',
];

/**
 * The state of many reflectors of one type as one: the worst of them, with how many may not be read.
 */
export function mergeStatus(parts: readonly Status[]): Status {
  const readable = parts.filter(
    ({ state }) => state !== 'forbidden' && state !== 'absent',
  );
  const restarts = sum(parts, ({ restarts: count }) => count);
  const expired = sum(parts, ({ expired: count }) => count);
  if (!readable.length) {
    return { ...parts[0], restarts, expired };
  }
  const worst = [...readable].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state),
  )[0];
  const times = readable.map(({ syncedAt }) => syncedAt);
  const oldest = times.every(time => time !== undefined)
    ? new Date(Math.min(...times.map(time => time!.getTime())))
    : undefined;
  return {
    state: worst.state,
    message:
      worst.message ??
      `${readable.length} of ${parts.length} namespaces can be read`,
    ...(oldest ? { syncedAt: oldest } : {}),
    ...(readable.length < parts.length ? { partial: true } : {}),
    restarts,
    expired,
  };
}

function sum(parts: readonly Status[], of: (part: Status) => number): number {
  return parts.reduce((total, part) => total + of(part), 0);
}
