import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Table, Text, type ColumnConfig } from '@backstage/ui';
import type { ResourceEvent } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthIcon';
import { RelativeTime } from '../RelativeTime';
import styles from './EventsTable.module.css';

type EventRow = ResourceEvent & { id: string };

/** What the platform reported about an object, latest first. */
export function EventsTable({ events }: { events: readonly ResourceEvent[] }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  if (events.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('resource.noEventsDescription')}
      </Text>
    );
  }
  const rows = events
    .map<EventRow>((event, index) => ({ ...event, id: String(index) }))
    .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen));
  const columns: ColumnConfig<EventRow>[] = [
    {
      id: 'reason',
      label: t('resource.eventReason'),
      isRowHeader: true,
      width: '1fr',
      cell: row => (
        <Cell>
          <span className={styles.type}>
            <HealthIcon state={row.type === 'Warning' ? 'warning' : 'ok'} />
            {row.reason}
          </span>
        </Cell>
      ),
    },
    {
      id: 'message',
      label: t('resource.eventMessage'),
      width: '3fr',
      cell: row => (
        <Cell>
          <span className={styles.message}>{row.message}</span>
        </Cell>
      ),
    },
    {
      id: 'seen',
      label: t('resource.eventSeen'),
      width: '1fr',
      cell: row => (
        <Cell>
          <span className={styles.note}>
            <RelativeTime value={row.lastSeen} />
            {row.count > 1 && ` · ${t('resource.times', { count: row.count })}`}
          </span>
        </Cell>
      ),
    },
  ];
  return (
    <Table columnConfig={columns} data={rows} pagination={{ type: 'none' }} />
  );
}
