import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Column, Table, type ColumnConfig } from '@backstage/ui';
import type { WatchView } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { Lag } from './Lag';
import { watchRows, type WatchRow } from './watches';
import styles from './WatchTable.module.css';

type Widths = Pick<ColumnConfig<WatchRow>, 'defaultWidth' | 'minWidth'>;

function numericColumn(
  id: string,
  label: string,
  valueOf: (row: WatchRow) => React.ReactNode,
): ColumnConfig<WatchRow> {
  const widths: Widths = { defaultWidth: '1fr', minWidth: 104 };
  return {
    id,
    label,
    ...widths,
    header: () => (
      <Column id={id} className={styles.numericHeader} {...widths}>
        {label}
      </Column>
    ),
    cell: row => <Cell className={styles.numeric}>{valueOf(row)}</Cell>,
  };
}

/** What is followed of an installation, kind by kind, what is in trouble first. */
export function WatchTable({ watches }: { watches: readonly WatchView[] }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const columns: ColumnConfig<WatchRow>[] = [
    {
      id: 'kind',
      label: t('sync.kind'),
      isRowHeader: true,
      defaultWidth: '3fr',
      minWidth: 200,
      cell: row => (
        <Cell>
          <span className={styles.kind}>
            {row.title}
            {row.title !== row.resource && (
              <span className={styles.note}>{row.resource}</span>
            )}
            {row.message && <span className={styles.note}>{row.message}</span>}
          </span>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('admin.state'),
      defaultWidth: '1.4fr',
      minWidth: 136,
      cell: row => (
        <Cell>
          <HealthChip
            health={{
              state: row.health,
              label: t(`admin.watchStates.${row.state}`),
              reason: '',
            }}
          />
        </Cell>
      ),
    },
    numericColumn('objects', t('admin.objects'), row =>
      row.objects.toLocaleString(),
    ),
    numericColumn('lag', t('sync.lag'), row => <Lag since={row.syncedAt} />),
    numericColumn('restarts', t('sync.restarts'), row =>
      row.restarts.toLocaleString(),
    ),
    numericColumn('expired', t('sync.listsAnew'), row =>
      row.expired.toLocaleString(),
    ),
  ];
  return (
    <Table
      columnConfig={columns}
      data={watchRows(watches)}
      pagination={{ type: 'none' }}
    />
  );
}
