import type { HealthState } from '@kubedc/backstage-plugin-kubedc-common';

/** Shape of a state: told apart without colour. */
export type HealthShape =
  | 'disc'
  | 'half-disc'
  | 'triangle'
  | 'cross'
  | 'square'
  | 'dashed-circle';

/** How a health state looks; the only place that says so. */
export interface HealthToken {
  shape: HealthShape;
  /** A variable of the theme, right in light and dark. */
  color: string;
}

/** Look of the six states. */
export const healthTokens: Record<HealthState, HealthToken> = {
  ok: { shape: 'disc', color: 'var(--bui-fg-positive)' },
  progressing: { shape: 'half-disc', color: 'var(--bui-fg-announcement)' },
  warning: { shape: 'triangle', color: 'var(--bui-fg-warning)' },
  error: { shape: 'cross', color: 'var(--bui-fg-negative)' },
  stopped: { shape: 'square', color: 'var(--bui-fg-secondary)' },
  unknown: { shape: 'dashed-circle', color: 'var(--bui-fg-secondary)' },
};

/** Colour of a quota bar by how full it is, from 0 to 1. */
export function fillColor(share: number): string {
  if (share >= 1) return 'var(--bui-fg-negative)';
  if (share >= 0.8) return 'var(--bui-fg-warning)';
  return 'var(--bui-fg-announcement)';
}
