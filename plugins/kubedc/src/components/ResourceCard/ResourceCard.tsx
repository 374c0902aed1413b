import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import type { ResourceDetail } from '@kubedc/backstage-plugin-kubedc-common';
import type { ObjectTarget } from '../../api';
import { KubedcQueryProvider } from '../../hooks/QueryProvider';
import { useResource } from '../../hooks/queries';
import { useOperation } from '../../hooks/useOperation';
import { targetOf } from '../../lib/entityTarget';
import { kubedcTranslationRef } from '../../translation';
import { FactList } from '../FactView';
import { KindTitle } from '../KindTitle';
import { OperationButtons, OperationStatus } from '../operations';
import { HealthHeader } from '../resource/HealthHeader';
import { useFactRows, usePlaceRows } from '../resource/useFactRows';
import { QueryView, StateScreen } from '../StateScreen';
import styles from './ResourceCard.module.css';

function Summary({
  target,
  detail,
  operation,
}: {
  target: ObjectTarget;
  detail: ResourceDetail;
  operation: ReturnType<typeof useOperation>;
}) {
  const what = [...useFactRows(detail, 'what'), ...usePlaceRows(detail)];
  const reach = useFactRows(detail, 'reach');
  return (
    <div className={styles.content}>
      <HealthHeader
        health={detail.health}
        actions={
          <OperationButtons
            target={target}
            detail={detail}
            operation={operation}
          />
        }
      />
      <OperationStatus
        active={operation.active}
        onDismiss={operation.dismiss}
      />
      <div className={styles.columns}>
        <FactList rows={what} />
        {reach.length > 0 && <FactList rows={reach} />}
      </div>
    </div>
  );
}

function SummarySkeleton() {
  return (
    <div className={styles.content}>
      <Skeleton width="60%" height={40} />
      <Skeleton width="100%" height={160} />
    </div>
  );
}

function TargetCard({ target }: { target: ObjectTarget }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const operation = useOperation(target);
  const query = useResource(target, { fast: operation.pending });
  return (
    <EntityInfoCard
      title={<KindTitle kind={target.kind} />}
      headerActions={
        <Link href="kube-dc" variant="body-small">
          {t('resource.openTab')}
        </Link>
      }
    >
      <QueryView query={query} skeleton={<SummarySkeleton />}>
        {detail => (
          <Summary target={target} detail={detail} operation={operation} />
        )}
      </QueryView>
    </EntityInfoCard>
  );
}

/** Card of the entity page's overview: is it well, what is it, how is it reached, what can be done? */
export function ResourceCard() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { entity } = useEntity();
  const target = targetOf(entity);
  return (
    <KubedcQueryProvider>
      {target ? (
        <TargetCard target={target} />
      ) : (
        <EntityInfoCard title={t('page.title')}>
          <StateScreen
            state="missing"
            title={t('resource.notKubedc')}
            description={t('resource.notKubedcDescription')}
          />
        </EntityInfoCard>
      )}
    </KubedcQueryProvider>
  );
}
