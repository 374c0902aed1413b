import {
  Cell,
  Column,
  Link,
  VisuallyHidden,
  type ColumnConfig,
} from '@backstage/ui';
import type {
  FactDeclaration,
  KindDefinition,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { kubedcTranslationRef } from '../../translation';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import { FactView, isNumeric } from '../FactView';
import { RelativeTime } from '../RelativeTime';
import { hasPower, RowActions, type OperationRequest } from './RowActions';
import { RowHealth } from './RowHealth';
import styles from './columns.module.css';

/** A row of a table of objects. */
export interface ResourceRow extends ResourceSummary {
  id: string;
}

/** A kind with more facts than this leaves the age to the object's own page. */
const FACTS_BESIDE_AGE = 4;

type Widths = Pick<ColumnConfig<ResourceRow>, 'defaultWidth' | 'minWidth'>;

type Translate = TranslationFunction<(typeof kubedcTranslationRef)['T']>;

interface ColumnOptions {
  t: Translate;
  hrefOf: (entityRef: string) => string;
  onConfirm: (request: OperationRequest) => void;
}

function factColumn(fact: FactDeclaration): ColumnConfig<ResourceRow> {
  const numeric = isNumeric(fact);
  const widths: Widths = numeric
    ? { defaultWidth: '1.2fr', minWidth: 108 }
    : { defaultWidth: '1.5fr', minWidth: 88 };
  return {
    id: fact.id,
    label: fact.title,
    isSortable: true,
    ...widths,
    header: numeric
      ? () => (
          <Column
            id={fact.id}
            allowsSorting
            className={styles.numericHeader}
            {...widths}
          >
            {fact.title}
          </Column>
        )
      : () => (
          <Column
            id={fact.id}
            allowsSorting
            className={styles.textHeader}
            {...widths}
          >
            {fact.title}
          </Column>
        ),
    cell: row => (
      <Cell className={numeric ? styles.numeric : undefined}>
        <FactView fact={fact} value={row.facts[fact.id]} short />
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
    defaultWidth: '1.7fr',
    minWidth: 120,
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
    defaultWidth: '1.3fr',
    minWidth: 112,
    cell: row => (
      <Cell>
        <RelativeTime value={row.createdAt} short />
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
  const actionsWidth = hasPower(kind.id) ? 128 : 64;
  return [
    {
      id: 'health',
      label: t('columns.health'),
      isSortable: true,
      defaultWidth: '1.6fr',
      minWidth: 132,
      cell: row => (
        <Cell>
          <RowHealth summary={row} />
        </Cell>
      ),
    },
    {
      id: 'name',
      label: t('columns.name'),
      isSortable: true,
      isRowHeader: true,
      defaultWidth: '1.8fr',
      minWidth: 120,
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
      width: actionsWidth,
      header: () => (
        <Column id="actions" width={actionsWidth}>
          <VisuallyHidden>{t('columns.actions')}</VisuallyHidden>
        </Column>
      ),
      cell: row => (
        <Cell>
          <RowActions summary={row} onConfirm={onConfirm} />
        </Cell>
      ),
    },
  ];
}
