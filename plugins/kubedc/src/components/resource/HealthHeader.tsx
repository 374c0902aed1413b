import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Health } from '@kubedc/backstage-plugin-kubedc-common';
import type { ReactNode } from 'react';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { RelativeTime } from '../RelativeTime';
import styles from './HealthHeader.module.css';

/** Health in a word and a sentence, with the actions it suggests. */
export function HealthHeader({
  health,
  actions,
}: {
  health: Health;
  actions?: ReactNode;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <div className={styles.header}>
      <div className={styles.health}>
        <HealthChip health={health} strong tooltip={false} />
        {health.reason && health.reason !== health.label && (
          <Text as="p">{health.reason}</Text>
        )}
        {health.since && (
          <span className={styles.since}>
            {t('resource.since')} <RelativeTime value={health.since} />
          </span>
        )}
      </div>
      {actions}
    </div>
  );
}
