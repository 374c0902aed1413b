import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ActiveOperation } from '../../hooks/useOperation';
import { isFinal } from '../../hooks/useOperation';
import { formatElapsed, parseTime } from '../../lib/time';
import { kubedcTranslationRef } from '../../translation';
import styles from './OperationStatus.module.css';

const ProgressLine = lazy(() => import('./ProgressLine'));

function elapsed(since: string | undefined, now: number): string {
  const start = since === undefined ? undefined : parseTime(since);
  return start === undefined ? '' : formatElapsed(now - start);
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Running({ active }: { active: ActiveOperation }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const now = useNow();
  const last = active.run?.progress.at(-1)?.message ?? t('operations.sending');
  return (
    <div className={styles.status} role="status">
      <div className={styles.line}>
        <Text weight="bold">
          {t('operations.running', { operation: active.title })}
        </Text>
        <Text color="secondary">{elapsed(active.run?.startedAt, now)}</Text>
      </div>
      <Suspense fallback={null}>
        <ProgressLine
          label={t('operations.running', { operation: active.title })}
        />
      </Suspense>
      <Text color="secondary">{last}</Text>
    </div>
  );
}

/** How an operation on the object shown goes, and why it failed when it did, next to its buttons. */
export function OperationStatus({
  active,
  onDismiss,
}: {
  active: ActiveOperation | undefined;
  onDismiss: () => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  if (!active) {
    return null;
  }
  const dismiss = (
    <Button variant="tertiary" size="small" onPress={onDismiss}>
      {t('operations.dismiss')}
    </Button>
  );
  if (active.error !== undefined) {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('operations.failed', { operation: active.title })}
        description={active.error}
        customActions={dismiss}
      />
    );
  }
  if (active.run && isFinal(active.run)) {
    const done = active.run.state === 'succeeded';
    return (
      <Alert
        role="status"
        status={done ? 'success' : 'warning'}
        icon
        title={t(done ? 'operations.done' : 'operations.expired', {
          operation: active.title,
        })}
        description={active.run.progress.at(-1)?.message}
        customActions={dismiss}
      />
    );
  }
  return <Running active={active} />;
}
