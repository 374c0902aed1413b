import { Cell, Column, Link, type ColumnConfig } from '@backstage/ui';
import type {
  FactDeclaration,
  KindDefinition,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { kubedcTranslationRef } from '../../translation';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import { FactView, isNumeric } from '../FactView';
import { HealthChip } from '../HealthChip';
import { RelativeTime } from '../RelativeTime';
import { RowActions, type OperationRequest } from './RowActions';
import styles from './columns.module.css';

/** A row of a table of objects. */
export interface ResourceRow extends ResourceSummary {
  id: string;
}

/** A kind with more facts than this leaves the age to the object's own page. */
const FACTS_BESIDE_AGE = 4;

type Translate = TranslationFunction<(typeof kubedcTranslationRef)['T']>;

interface ColumnOptions {
  t: Translate;
  hrefOf: (entityRef: string) => string;
  onConfirm: (request: OperationRequest) => void;
}

function factColumn(fact: FactDeclaration): ColumnConfig<ResourceRow> {
  const numeric = isNumeric(fact);
  return {
    id: fact.id,
    label: fact.title,
    isSortable: true,
    header: numeric
      ? () => (
          <Column id={fact.id} allowsSorting className={styles.numericHeader}>
            {fact.title}
          </Column>
        )
      : undefined,
    cell: row => (
      <Cell className={numeric ? styles.numeric : undefined}>
        <FactView fact={fact} value={row.facts[fact.id]} />
      </Cell>
    ),
  };
}

/** Addresses share one column: a table of more than eight columns is not read. */
function addressColumn(
  facts: readonly FactDeclaration[],
  t: Translate,
): ColumnConfig<ResourceRow> {
  return {
    id: 'address',
    label: facts.length === 1 ? facts[0].title : t('columns.address'),
    cell: row => {
      const known = facts.filter(fact => row.facts[fact.id] !== null);
      return (
        <Cell>
          <div className={styles.stack}>
            {(known.length > 0 ? known : facts.slice(0, 1)).map(fact => (
              <FactView
                key={fact.id}
                fact={fact}
                value={row.facts[fact.id] ?? null}
              />
            ))}
          </div>
        </Cell>
      );
    },
  };
}

function ageColumn(t: Translate): ColumnConfig<ResourceRow> {
  return {
    id: 'createdAt',
    label: t('columns.age'),
    isSortable: true,
    cell: row => (
      <Cell>
        <RelativeTime value={row.createdAt} />
      </Cell>
    ),
  };
}

/** Columns of a kind's table, from its own declaration of facts. */
export function columnsOf(
  kind: KindDefinition,
  { t, hrefOf, onConfirm }: ColumnOptions,
): ColumnConfig<ResourceRow>[] {
  const facts = kind.facts.filter(fact => fact.column);
  const addresses = facts.filter(fact => fact.type === 'address');
  const others = facts.filter(fact => fact.type !== 'address');
  return [
    {
      id: 'health',
      label: t('columns.health'),
      isSortable: true,
      cell: row => (
        <Cell>
          <HealthChip health={row.health} />
        </Cell>
      ),
    },
    {
      id: 'name',
      label: t('columns.name'),
      isSortable: true,
      isRowHeader: true,
      cell: row => (
        <Cell>
          <div className={styles.name}>
            <Link
              href={hrefOf(row.entityRef)}
              weight="bold"
              variant="body-medium"
              standalone
            >
              {row.name}
            </Link>
            <span className={styles.project}>
              {row.deletedAt
                ? t('list.deleting')
                : row.project ?? row.organization}
            </span>
          </div>
        </Cell>
      ),
    },
    ...others.map(factColumn),
    ...(addresses.length > 0 ? [addressColumn(addresses, t)] : []),
    ...(others.length > FACTS_BESIDE_AGE ? [] : [ageColumn(t)]),
    {
      id: 'actions',
      label: t('columns.actions'),
      cell: row => (
        <Cell>
          <RowActions summary={row} onConfirm={onConfirm} />
        </Cell>
      ),
    },
  ];
}
