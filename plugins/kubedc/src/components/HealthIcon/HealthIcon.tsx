import type { HealthState } from '@kubedc/backstage-plugin-kubedc-common';
import { healthTokens, type HealthShape } from '../../theme/health';

const shapes: Record<HealthShape, JSX.Element> = {
  disc: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  'half-disc': (
    <>
      <circle
        cx="6"
        cy="6"
        r="4.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z" fill="currentColor" />
    </>
  ),
  triangle: <path d="M6 .8 11.6 11H.4z" fill="currentColor" />,
  cross: (
    <path
      d="m2 2 8 8m0-8-8 8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
    />
  ),
  square: (
    <rect x="1.5" y="1.5" width="9" height="9" rx="1" fill="currentColor" />
  ),
  'dashed-circle': (
    <circle
      cx="6"
      cy="6"
      r="4.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.2 1.6"
    />
  ),
};

/** Shape and colour of a health state; the word stands beside it. */
export function HealthIcon({ state }: { state: HealthState }) {
  const token = healthTokens[state];
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      data-shape={token.shape}
      style={{ color: token.color, flexShrink: 0 }}
    >
      {shapes[token.shape]}
    </svg>
  );
}
