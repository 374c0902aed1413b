import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton, Text } from '@backstage/ui';
import { useSync } from '../../hooks/queries';
import { rootRouteRef } from '../../routes';
import { kubedcTranslationRef } from '../../translation';
import { ForOperatorsOnly } from '../AdminPage/ForOperatorsOnly';
import { PageFrame } from '../PageFrame';
import { QueryView, StateScreen } from '../StateScreen';
import { InstallationSection } from './InstallationSection';
import styles from './SyncPage.module.css';

function SyncSkeleton() {
  return (
    <div data-testid="sync-skeleton">
      <Skeleton width="100%" height={560} />
    </div>
  );
}

function SyncContent() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <QueryView
      query={useSync()}
      forbidden={<ForOperatorsOnly />}
      skeleton={<SyncSkeleton />}
    >
      {({ installations }) =>
        installations.length === 0 ? (
          <StateScreen
            state="empty"
            title={t('sync.emptyTitle')}
            description={t('sync.emptyDescription')}
          />
        ) : (
          <>
            {installations.map(installation => (
              <InstallationSection
                key={installation.name}
                installation={installation}
              />
            ))}
          </>
        )
      }
    </QueryView>
  );
}

/** For operators: does the catalog follow the platform, and if not, what do I do? */
export function SyncPage() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  return (
    <PageFrame>
      <div className={styles.heading}>
        <Link href={`${root}/admin`} variant="body-small">
          {t('sync.back')}
        </Link>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('sync.title')}
        </Text>
        <Text as="p" color="secondary">
          {t('sync.description')}
        </Text>
      </div>
      <SyncContent />
    </PageFrame>
  );
}
