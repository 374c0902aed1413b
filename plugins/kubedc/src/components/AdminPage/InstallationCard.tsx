import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Card, CardBody, Text } from '@backstage/ui';
import type { AdminOverview } from '@kubedc/backstage-plugin-kubedc-common';
import { rootRouteRef } from '../../routes';
import { kubedcTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthIcon';
import { SYNC_PATH } from '../SyncPage/path';
import { isInTrouble } from '../SyncPage/watches';
import { InstallationState } from './InstallationState';
import styles from './InstallationCard.module.css';

type Installation = AdminOverview['installations'][number];

function InstallationCard({ installation }: { installation: Installation }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const watches = installation.watches.filter(
    ({ state }) => state !== 'absent',
  );
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
            <InstallationState installation={installation} />
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
            <ButtonLink
              variant="secondary"
              size="small"
              href={`${root}/${SYNC_PATH}#${encodeURIComponent(
                installation.name,
              )}`}
              aria-label={t('admin.ingestionOf', { name: installation.title })}
            >
              {t('sync.title')}
            </ButtonLink>
          </div>
        </div>
      </CardBody>
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
