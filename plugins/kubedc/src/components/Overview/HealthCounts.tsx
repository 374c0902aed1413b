import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HEALTH_STATES,
  type HealthState,
  type KindCount,
} from '@kubedc/backstage-plugin-kubedc-common';
import { VisuallyHidden } from '@backstage/ui';
import { kubedcTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthIcon';
import styles from './CountTiles.module.css';

/** Sums the health of several kinds. */
export function sumHealth(
  counts: readonly KindCount[],
): Partial<Record<HealthState, number>> {
  const sum: Partial<Record<HealthState, number>> = {};
  for (const { health } of counts) {
    for (const state of HEALTH_STATES) {
      if (health[state]) sum[state] = (sum[state] ?? 0) + health[state];
    }
  }
  return sum;
}

/** How many are in which state, worst first. */
export function HealthCounts({
  health,
  total,
  compact = false,
}: {
  health: Partial<Record<HealthState, number>>;
  total: number;
  /** Leaves the words to a hover, where room is scarce; shapes tell the states apart. */
  compact?: boolean;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const states = HEALTH_STATES.filter(state => (health[state] ?? 0) > 0);
  if (total === 0) {
    return <span className={styles.health}>{t('overview.counts.none')}</span>;
  }
  if (states.length === 1 && states[0] === 'ok') {
    return (
      <span className={styles.health}>
        <span className={styles.state}>
          <HealthIcon state="ok" />
          {t('overview.counts.well')}
        </span>
      </span>
    );
  }
  return (
    <span className={styles.health}>
      {states.map(state => (
        <span
          key={state}
          className={styles.state}
          title={compact ? t(`health.${state}`) : undefined}
        >
          <HealthIcon state={state} />
          {health[state]}{' '}
          {compact ? (
            <VisuallyHidden>{t(`health.${state}`)}</VisuallyHidden>
          ) : (
            t(`health.${state}`).toLowerCase()
          )}
        </span>
      ))}
    </span>
  );
}
