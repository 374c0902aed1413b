import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Card, CardBody, Text } from '@backstage/ui';
import type { AuditEvent } from '@kubedc/backstage-plugin-kubedc-common';
import { useMemo, useState } from 'react';
import { useAudit, useAuditScope } from '../../hooks/useAudit';
import { failureOf, messageOf } from '../../lib/errors';
import { rootRouteRef } from '../../routes';
import { kubedcTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { StaleNote, StateScreen } from '../StateScreen';
import { AuditDrawer } from './AuditDrawer';
import { AuditFilters } from './AuditFilters';
import { auditQueryOf, useAuditState } from './auditState';
import { AuditTable, PAGE_SIZE } from './AuditTable';
import { ExportButton, ExportProblem, useExport } from './ExportButton';
import styles from './AuditPage.module.css';

function ForAdministratorsOnly() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  return (
    <StateScreen
      state="forbidden"
      title={t('audit.forbiddenTitle')}
      description={t('audit.forbiddenDescription')}
      action={
        <ButtonLink href={root} variant="secondary">
          {t('admin.toOverview')}
        </ButtonLink>
      }
    />
  );
}

/** Says whose doings these are. */
function Description() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { data } = useAuditScope();
  const organizations = data?.organizations ?? [];
  if (!data || data.installations.length > 0 || organizations.length === 0) {
    return <>{t('audit.description')}</>;
  }
  return (
    <>
      {t('audit.descriptionOf', {
        organizations: organizations
          .map(({ organization }) => organization)
          .join(', '),
      })}
    </>
  );
}

function AuditContent() {
  const { state, update, older, newer, clear, isFiltered } = useAuditState();
  const [opened, setOpened] = useState<AuditEvent>();
  const query = useMemo(() => auditQueryOf(state, Date.now()), [state]);
  const list = useAudit({
    ...query,
    limit: PAGE_SIZE,
    ...(state.cursor && { cursor: state.cursor }),
  });
  const file = useExport();

  const failure = list.error ? failureOf(list.error) : undefined;
  if (failure === 'forbidden') {
    return <ForAdministratorsOnly />;
  }
  if (list.error && !list.data) {
    return (
      <StateScreen
        state="unreachable"
        description={messageOf(list.error)}
        onRetry={() => list.refetch()}
      />
    );
  }
  return (
    <>
      <AuditFilters
        state={state}
        onChange={update}
        end={
          <ExportButton
            isPending={file.isPending}
            onPress={() => file.mutate(query)}
          />
        }
      />
      {file.error && <ExportProblem error={file.error} />}
      {list.error && (
        <StaleNote since={list.dataUpdatedAt} error={list.error} />
      )}
      <Card>
        <CardBody>
          <AuditTable
            list={list.data}
            isStale={list.isPlaceholderData}
            isFirst={state.cursor === ''}
            isFiltered={isFiltered}
            onOpen={setOpened}
            onOlder={older}
            onNewer={newer}
            onClear={clear}
          />
        </CardBody>
      </Card>
      {opened && (
        <AuditDrawer
          event={opened}
          onClose={() => setOpened(undefined)}
          onFilter={change => {
            setOpened(undefined);
            update(change);
          }}
        />
      )}
    </>
  );
}

/** For operators and organizations' administrators: who did what, where, and what came of it? */
export function AuditPage() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <PageFrame>
      <div className={styles.heading}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('audit.title')}
        </Text>
        <Text as="p" color="secondary">
          <Description />
        </Text>
      </div>
      <AuditContent />
    </PageFrame>
  );
}
