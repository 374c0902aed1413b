import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureOf, messageOf } from '../../lib/errors';
import { kubedcTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import { StateScreen } from './StateScreen';

/** A note that what is shown is old, because the last attempts to read it failed. */
export function StaleNote({ since, error }: { since: number; error: unknown }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <Alert
      status="warning"
      icon
      title={t('screens.stale.title')}
      description={
        <>
          {t('screens.stale.description')}{' '}
          <RelativeTime value={new Date(since).toISOString()} />.{' '}
          {messageOf(error)}
        </>
      }
    />
  );
}

/**
 * Shows a query: a skeleton of the final size while it loads, a screen of its own for each failure, and what was last
 * known, marked as old, when only refreshing fails.
 */
export function QueryView<T>({
  query,
  skeleton,
  forbidden,
  children,
}: {
  query: UseQueryResult<T, Error>;
  skeleton: ReactNode;
  /** Replaces the general screen for what one may not see. */
  forbidden?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const failure = query.error ? failureOf(query.error) : undefined;
  // A right that was taken away, or an object that is gone, is news: what was known before must not stay on screen.
  if (
    query.data !== undefined &&
    failure !== 'forbidden' &&
    failure !== 'missing'
  ) {
    return (
      <>
        {query.error && (
          <StaleNote since={query.dataUpdatedAt} error={query.error} />
        )}
        {children(query.data)}
      </>
    );
  }
  if (failure === undefined) {
    return <>{skeleton}</>;
  }
  if (failure === 'forbidden' && forbidden) {
    return <>{forbidden}</>;
  }
  return (
    <StateScreen
      state={failure}
      description={messageOf(query.error)}
      onRetry={failure === 'unreachable' ? () => query.refetch() : undefined}
    />
  );
}
