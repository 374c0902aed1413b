import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Link, Table, type ColumnConfig } from '@backstage/ui';
import {
  compareHealth,
  type ProjectView,
  type QuotaUsage,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useMemo } from 'react';
import { useEntityHref } from '../../hooks/useEntityHref';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { HealthCounts, sumHealth } from '../Overview/HealthCounts';
import { QuotaBar } from '../QuotaBar';
import styles from './ProjectsTable.module.css';

/** Dimensions a project is most often short of. */
const DIMENSIONS: readonly QuotaUsage['dimension'][] = [
  'cpu',
  'memory',
  'storage',
  'publicIPv4',
];

interface ProjectRow extends ProjectView {
  id: string;
}

/** Projects with what runs there and how much room is left, worst first. */
export function ProjectsTable({
  projects,
  emptyState,
}: {
  projects: readonly ProjectView[] | undefined;
  emptyState: JSX.Element;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const hrefOf = useEntityHref();
  const rows = useMemo(
    () =>
      projects
        ?.map<ProjectRow>(project => ({
          ...project,
          id: `${project.installation}/${project.organization}/${project.name}`,
        }))
        .sort(
          (a, b) =>
            compareHealth(a.health.state, b.health.state) ||
            a.organization.localeCompare(b.organization) ||
            a.name.localeCompare(b.name),
        ),
    [projects],
  );
  // A column that would hold nothing but dashes is left out.
  const limited = DIMENSIONS.filter(dimension =>
    rows?.some(row => row.quota.some(quota => quota.dimension === dimension)),
  );
  const columns: ColumnConfig<ProjectRow>[] = [
    {
      id: 'health',
      label: t('columns.health'),
      cell: row => (
        <Cell>
          <HealthChip health={row.health} />
        </Cell>
      ),
    },
    {
      id: 'name',
      label: t('columns.name'),
      isRowHeader: true,
      cell: row => (
        <Cell>
          <div className={styles.name}>
            <Link href={hrefOf(row.entityRef)} weight="bold" standalone>
              {row.name}
            </Link>
            <span className={styles.note}>{row.organization}</span>
          </div>
        </Cell>
      ),
    },
    {
      id: 'contents',
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
    ...limited.map<ColumnConfig<ProjectRow>>(dimension => ({
      id: dimension,
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
  return (
    <Table
      columnConfig={columns}
      data={rows}
      isPending={!rows}
      pagination={{ type: 'none' }}
      emptyState={emptyState}
    />
  );
}
