import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ButtonIcon,
  Cell,
  Link,
  Table,
  type ColumnConfig,
} from '@backstage/ui';
import type {
  OrganizationView,
  QuotaUsage,
} from '@kubedc/backstage-plugin-kubedc-common';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { useEntityHref } from '../../hooks/useEntityHref';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { HealthCounts, sumHealth } from '../Overview/HealthCounts';
import { QuotaBar } from '../QuotaBar';
import { StateScreen } from '../StateScreen';
import { organizationRows, type OrganizationRow } from './organizationRows';
import { OwnerName } from './OwnerName';
import styles from './OrganizationsTable.module.css';

const DIMENSIONS: readonly QuotaUsage['dimension'][] = [
  'cpu',
  'memory',
  'storage',
];

function NameCell({
  row,
  onToggle,
}: {
  row: OrganizationRow;
  onToggle: (id: string) => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const href = useEntityHref()(row.entityRef);
  const link = (
    <Link href={href} weight="bold" standalone>
      {row.name}
    </Link>
  );
  if (row.type === 'project') {
    return <div className={`${styles.name} ${styles.indented}`}>{link}</div>;
  }
  return (
    <div className={styles.name}>
      {row.projects.length > 0 ? (
        <ButtonIcon
          variant="tertiary"
          size="small"
          aria-expanded={row.expanded}
          aria-label={t(row.expanded ? 'admin.collapse' : 'admin.expand', {
            name: row.name,
          })}
          icon={
            row.expanded ? (
              <RiArrowDownSLine size={16} />
            ) : (
              <RiArrowRightSLine size={16} />
            )
          }
          onPress={() => onToggle(row.id)}
        />
      ) : (
        <span className={styles.spacer} />
      )}
      {link}
    </div>
  );
}

function useColumns(
  onToggle: (id: string) => void,
): ColumnConfig<OrganizationRow>[] {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return [
    {
      id: 'health',
      defaultWidth: '1fr',
      minWidth: 112,
      label: t('columns.health'),
      cell: row => (
        <Cell>
          <HealthChip health={row.health} />
        </Cell>
      ),
    },
    {
      id: 'name',
      defaultWidth: '1.2fr',
      minWidth: 136,
      label: t('columns.organization'),
      isRowHeader: true,
      cell: row => (
        <Cell>
          <NameCell row={row} onToggle={onToggle} />
        </Cell>
      ),
    },
    {
      id: 'owner',
      defaultWidth: '1.5fr',
      minWidth: 152,
      label: t('columns.owner'),
      cell: row => (
        <Cell>
          {row.type === 'organization' && <OwnerName owner={row.owner} />}
        </Cell>
      ),
    },
    {
      id: 'plan',
      defaultWidth: '0.9fr',
      minWidth: 88,
      label: t('columns.plan'),
      cell: row => (
        <Cell>
          {row.type === 'organization' ? (
            row.plan ?? t('facts.none')
          ) : (
            <span className={styles.note}>
              {row.ownQuota ? '' : t('quota.shared')}
            </span>
          )}
        </Cell>
      ),
    },
    {
      id: 'contents',
      defaultWidth: '1fr',
      minWidth: 104,
      label: t('columns.contents'),
      cell: row => (
        <Cell>
          <HealthCounts
            compact
            health={sumHealth(row.counts)}
            total={row.counts.reduce((sum, { total }) => sum + total, 0)}
          />
        </Cell>
      ),
    },
    ...DIMENSIONS.map<ColumnConfig<OrganizationRow>>(dimension => ({
      id: dimension,
      defaultWidth: '1.1fr',
      minWidth: 112,
      label: t(`quota.${dimension}`),
      cell: row => (
        <Cell>
          <QuotaBar
            quota={row.quota.find(item => item.dimension === dimension)}
          />
        </Cell>
      ),
    })),
  ];
}

/** All organizations by trouble, their projects on request. */
export function OrganizationsTable({
  organizations,
}: {
  organizations: readonly OrganizationView[] | undefined;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const columns = useColumns(id =>
    setExpanded(current => {
      const next = new Set(current);
      if (!next.delete(id)) next.add(id);
      return next;
    }),
  );
  const rows = useMemo(
    () => organizations && organizationRows(organizations, expanded),
    [organizations, expanded],
  );
  return (
    <Table
      columnConfig={columns}
      data={rows}
      isPending={!rows}
      pagination={{ type: 'none' }}
      emptyState={
        <StateScreen state="empty" title={t('admin.noOrganizations')} />
      }
    />
  );
}
