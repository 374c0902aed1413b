import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Cell, Table, type ColumnConfig } from '@backstage/ui';
import type {
  AuditEvent,
  AuditList,
} from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { RelativeTime } from '../RelativeTime';
import { StateScreen } from '../StateScreen';
import {
  HEALTH_OF_OUTCOME,
  kindTitle,
  operationTitle,
  personName,
} from './auditTexts';
import styles from './AuditPage.module.css';

/** Events on a page. */
export const PAGE_SIZE = 50;

function useColumns(): ColumnConfig<AuditEvent>[] {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return [
    {
      id: 'operation',
      label: t('audit.operation'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 160,
      cell: event => (
        <Cell>
          <span className={styles.stack}>
            {operationTitle(event.operation)}
          </span>
        </Cell>
      ),
    },
    {
      id: 'object',
      label: t('audit.object'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: event => (
        <Cell>
          <span className={styles.stack}>
            {event.name ?? '–'}
            <span className={styles.note}>
              {[
                kindTitle(event),
                event.project ?? event.organization ?? event.installation,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </Cell>
      ),
    },
    {
      id: 'actor',
      label: t('audit.actor'),
      defaultWidth: '1.5fr',
      minWidth: 120,
      cell: event => (
        <Cell>
          <span className={styles.stack}>
            {personName(event.actor)}
            {event.via !== 'page' && (
              <span className={styles.note}>
                {t(`audit.vias.${event.via}`)}
              </span>
            )}
          </span>
        </Cell>
      ),
    },
    {
      id: 'outcome',
      label: t('audit.outcome'),
      defaultWidth: '1.2fr',
      minWidth: 128,
      cell: event => (
        <Cell>
          <HealthChip
            health={{
              state: HEALTH_OF_OUTCOME[event.outcome],
              label: t(`audit.outcomes.${event.outcome}`),
              reason: event.reason ?? '',
            }}
          />
        </Cell>
      ),
    },
    {
      id: 'time',
      label: t('audit.time'),
      defaultWidth: '1.2fr',
      minWidth: 120,
      cell: event => (
        <Cell>
          <RelativeTime value={event.startedAt} />
        </Cell>
      ),
    },
  ];
}

/** One page of the audit trail, newest first. */
export function AuditTable({
  list,
  isStale,
  isFirst,
  isFiltered,
  onOpen,
  onOlder,
  onNewer,
  onClear,
}: {
  /** Absent while the first page loads. */
  list: AuditList | undefined;
  isStale: boolean;
  /** True where there is nothing newer. */
  isFirst: boolean;
  isFiltered: boolean;
  onOpen: (event: AuditEvent) => void;
  onOlder: (cursor: string) => void;
  onNewer: () => void;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const columns = useColumns();
  const cursor = list?.nextCursor;
  return (
    <Table
      columnConfig={columns}
      data={list?.items}
      isPending={!list}
      isStale={isStale}
      rowConfig={{ onClick: onOpen }}
      pagination={
        cursor || !isFirst
          ? {
              type: 'page',
              pageSize: PAGE_SIZE,
              pageSizeOptions: [],
              showPaginationLabel: false,
              hasNextPage: cursor !== undefined,
              hasPreviousPage: !isFirst,
              onNextPage: () => cursor && onOlder(cursor),
              onPreviousPage: onNewer,
            }
          : { type: 'none' }
      }
      emptyState={
        isFiltered ? (
          <StateScreen
            state="empty"
            title={t('audit.noMatch')}
            description={t('audit.noMatchDescription')}
            action={
              <Button variant="secondary" onPress={onClear}>
                {t('list.clear')}
              </Button>
            }
          />
        ) : (
          <StateScreen
            state="empty"
            title={t('audit.emptyTitle')}
            description={t('audit.emptyDescription')}
          />
        )
      }
    />
  );
}
