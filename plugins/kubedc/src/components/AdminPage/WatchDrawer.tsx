import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ButtonIcon,
  Cell,
  Table,
  Text,
  type ColumnConfig,
} from '@backstage/ui';
import {
  compareHealth,
  type HealthState,
  type WatchView,
} from '@kubedc/backstage-plugin-kubedc-common';
import Drawer from '@mui/material/Drawer';
import { RiCloseLine } from '@remixicon/react';
import { kubedcTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthIcon';
import { RelativeTime } from '../RelativeTime';
import styles from './WatchDrawer.module.css';

const HEALTH: Record<WatchView['state'], HealthState> = {
  watching: 'ok',
  syncing: 'progressing',
  listing: 'progressing',
  backoff: 'warning',
  forbidden: 'error',
  absent: 'stopped',
};

type WatchRow = WatchView & { id: string };

/** Default export for `React.lazy`. The watches of an installation, what is in trouble first. */
export default function WatchDrawer({
  title,
  watches,
  onClose,
}: {
  title: string;
  watches: readonly WatchView[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const rows = watches
    .map<WatchRow>(watch => ({ ...watch, id: watch.resource }))
    .sort(
      (a, b) =>
        compareHealth(HEALTH[a.state], HEALTH[b.state]) ||
        a.resource.localeCompare(b.resource),
    );
  const columns: ColumnConfig<WatchRow>[] = [
    {
      id: 'resource',
      label: t('admin.resource'),
      isRowHeader: true,
      cell: row => (
        <Cell>
          {row.resource}
          {row.message && <span className={styles.note}>{row.message}</span>}
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('admin.state'),
      cell: row => (
        <Cell>
          <span className={styles.state}>
            <HealthIcon state={HEALTH[row.state]} />
            {t(`admin.watchStates.${row.state}`)}
          </span>
        </Cell>
      ),
    },
    {
      id: 'objects',
      label: t('admin.objects'),
      cell: row => (
        <Cell className={styles.numeric}>{row.objects.toLocaleString()}</Cell>
      ),
    },
    {
      id: 'synced',
      label: t('admin.synced'),
      cell: row => (
        <Cell>
          {row.syncedAt ? (
            <RelativeTime value={row.syncedAt} />
          ) : (
            t('facts.none')
          )}
        </Cell>
      ),
    },
  ];
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      PaperProps={{ 'aria-label': title, role: 'dialog' }}
    >
      <div className={styles.drawer}>
        <div className={styles.top}>
          <Text as="h2" variant="title-x-small" weight="bold">
            {title}
          </Text>
          <ButtonIcon
            variant="tertiary"
            aria-label={t('admin.close')}
            icon={<RiCloseLine size={18} />}
            onPress={onClose}
          />
        </div>
        <Table
          columnConfig={columns}
          data={rows}
          pagination={{ type: 'none' }}
        />
      </div>
    </Drawer>
  );
}
