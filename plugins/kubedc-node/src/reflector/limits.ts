/**
 * Figures a reflector works with.
 */
export interface ReflectorLimits {
  /** Objects a page of a list. */
  pageSize: number;
  /** Shortest and longest time, in seconds, after which the server is asked to end a watch. */
  watchSeconds: [number, number];
  /** Seconds of silence beyond that time after which a connection is taken for dead. */
  graceSeconds: number;
  /** First pause after a failure, in milliseconds; it doubles with each further one. */
  firstPauseMs: number;
  /** Longest pause, in milliseconds. */
  longestPauseMs: number;
  /** Longest pause, in milliseconds, while the type is absent or forbidden. */
  slowPauseMs: number;
  /** A watch that lived this long, in milliseconds, makes the next failure the first one again. */
  healthyMs: number;
  /** A watch that ended by itself sooner than this, in milliseconds, is a failure. */
  shortestWatchMs: number;
  /** Whether a list is asked for as a stream of events, where the server can do that. */
  watchList: boolean;
  /** Silence, in milliseconds, after which a server is taken for one that cannot. */
  initialSilenceMs: number;
  /** Pause, in milliseconds, before a list of all namespaces that was forbidden is tried again. */
  probePauseMs: number;
  /** Between 0 and 1, for jitter. */
  random: () => number;
}

export const DEFAULT_LIMITS: ReflectorLimits = {
  pageSize: 500,
  watchSeconds: [240, 360],
  graceSeconds: 30,
  firstPauseMs: 1_000,
  longestPauseMs: 30_000,
  slowPauseMs: 60_000,
  healthyMs: 60_000,
  shortestWatchMs: 1_000,
  watchList: true,
  initialSilenceMs: 30_000,
  probePauseMs: 600_000,
  random: Math.random,
};
