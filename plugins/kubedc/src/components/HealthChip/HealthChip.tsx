import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import type { Health } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthIcon';
import styles from './HealthChip.module.css';

/**
 * Health of an object: shape, colour and word, with the reason on hover and on focus. The reason belongs to the
 * accessible name too, as a tooltip reaches only those who see the pointer.
 */
export function HealthChip({
  health,
  strong = false,
  tooltip = true,
}: {
  health: Pick<Health, 'state' | 'label' | 'reason'>;
  strong?: boolean;
  /** Off where the reason stands beside the chip anyway. */
  tooltip?: boolean;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const word = health.label || t(`health.${health.state}`);
  const chip = (
    <span
      className={strong ? `${styles.chip} ${styles.strong}` : styles.chip}
      data-health={health.state}
    >
      <HealthIcon state={health.state} />
      {word}
    </span>
  );
  if (!tooltip || !health.reason || health.reason === word) {
    return chip;
  }
  return (
    <TooltipTrigger delay={300}>
      <Focusable>
        <span role="img" aria-label={`${word}: ${health.reason}`}>
          {chip}
        </span>
      </Focusable>
      <Tooltip>{health.reason}</Tooltip>
    </TooltipTrigger>
  );
}
