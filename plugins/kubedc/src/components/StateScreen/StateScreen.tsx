import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  RiInboxLine,
  RiLockLine,
  RiPlugLine,
  RiSearchLine,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import { kubedcTranslationRef } from '../../translation';
import styles from './StateScreen.module.css';

/** What stands in the place of content that is not there. */
export type ScreenState = 'empty' | 'forbidden' | 'unreachable' | 'missing';

const icons: Record<ScreenState, JSX.Element> = {
  empty: <RiInboxLine size={20} />,
  forbidden: <RiLockLine size={20} />,
  unreachable: <RiPlugLine size={20} />,
  missing: <RiSearchLine size={20} />,
};

/** Says why there is nothing to see, and what to do about it. */
export function StateScreen({
  state,
  title,
  description,
  onRetry,
  action,
}: {
  state: ScreenState;
  title?: string;
  /** The platform's own sentence, where there is one. */
  description?: string;
  onRetry?: () => void;
  action?: ReactNode;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <div
      className={styles.screen}
      role={state === 'unreachable' ? 'alert' : 'status'}
      data-screen={state}
    >
      <div className={styles.heading}>
        <span className={styles.icon} aria-hidden="true">
          {icons[state]}
        </span>
        <Text as="h3" variant="body-large" weight="bold">
          {title ?? t(`screens.${state}.title`)}
        </Text>
      </div>
      <Text as="p" color="secondary">
        {description ?? t(`screens.${state}.description`)}
      </Text>
      {(action || onRetry) && (
        <div className={styles.actions}>
          {action}
          {onRetry && (
            <Button variant="secondary" onPress={onRetry}>
              {t('screens.retry')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
