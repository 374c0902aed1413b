import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, Text } from '@backstage/ui';
import type {
  AdminOverview,
  HealthState,
  InstallationView,
  WatchView,
} from '@kubedc/backstage-plugin-kubedc-common';
import { lazy, Suspense, useState } from 'react';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { HealthIcon } from '../HealthIcon';
import styles from './InstallationCard.module.css';

const WatchDrawer = lazy(() => import('./WatchDrawer'));

type Installation = AdminOverview['installations'][number];

const HEALTH: Record<InstallationView['state'], HealthState> = {
  connected: 'ok',
  connecting: 'progressing',
  unreachable: 'error',
  misconfigured: 'error',
};

/** A watch that will not come right by itself, or does not follow the platform now. */
export function isInTrouble(watch: WatchView): boolean {
  return watch.state === 'backoff' || watch.state === 'forbidden';
}

function InstallationCard({ installation }: { installation: Installation }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [open, setOpen] = useState(false);
  const { watches } = installation;
  const trouble = watches.filter(isInTrouble).length;
  const objects = watches.reduce((sum, watch) => sum + watch.objects, 0);
  return (
    <Card>
      <CardBody>
        <div className={styles.card}>
          <div className={styles.top}>
            <Text as="h3" variant="body-large" weight="bold">
              {installation.title}
            </Text>
            <HealthChip
              health={{
                state: HEALTH[installation.state],
                label: t(`admin.states.${installation.state}`),
                reason: installation.message ?? '',
              }}
            />
          </div>
          {installation.message && (
            <Text color="secondary">{installation.message}</Text>
          )}
          <div className={styles.top}>
            <Text color="secondary">
              {t('admin.watchSummary', {
                count: watches.length,
                objects: objects.toLocaleString(),
              })}
              {trouble > 0 && (
                <>
                  {' · '}
                  <span className={styles.trouble}>
                    <HealthIcon state="warning" />
                    {t('admin.watchTrouble', { count: trouble })}
                  </span>
                </>
              )}
            </Text>
            {watches.length > 0 && (
              <Button
                variant="secondary"
                size="small"
                aria-label={t('admin.details', { name: installation.title })}
                onPress={() => setOpen(true)}
              >
                {t('admin.watches')}
              </Button>
            )}
          </div>
        </div>
      </CardBody>
      {open && (
        <Suspense fallback={null}>
          <WatchDrawer
            title={installation.title}
            watches={watches}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </Card>
  );
}

/** Every installation with the state of its connection. */
export function InstallationCards({
  installations,
}: {
  installations: readonly Installation[];
}) {
  return (
    <div className={styles.cards}>
      {installations.map(installation => (
        <InstallationCard key={installation.name} installation={installation} />
      ))}
    </div>
  );
}
