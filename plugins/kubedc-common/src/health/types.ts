/**
 * The six states every kind's condition is told in, from worst to best: see {@link HEALTH_STATES}.
 *
 * @public
 */
export type HealthState =
  | 'error'
  | 'warning'
  | 'progressing'
  | 'unknown'
  | 'stopped'
  | 'ok';

/**
 * All states, worst first: the order in which lists are sorted by severity.
 *
 * @public
 */
export const HEALTH_STATES: readonly HealthState[] = [
  'error',
  'warning',
  'progressing',
  'unknown',
  'stopped',
  'ok',
];

/**
 * Health of one object, computed from its spec and status and never stored in the catalog.
 *
 * @public
 */
export interface Health {
  state: HealthState;
  /** One or two words for the chip, for example `Running`, `Importing`, `Failed`. */
  label: string;
  /** A sentence a colleague would say, for example `Import of ubuntu-24.04 at 40 %`. */
  reason: string;
  /** RFC 3339: since when, where the platform tells. */
  since?: string;
  /** Type of the condition, or name of the status field, that the reason was read from. */
  source?: string;
}

/**
 * Orders by severity, worst first.
 *
 * @public
 */
export function compareHealth(a: HealthState, b: HealthState): number {
  return HEALTH_STATES.indexOf(a) - HEALTH_STATES.indexOf(b);
}
