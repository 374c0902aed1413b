import type { Entity } from '@backstage/catalog-model';
import type { TableColumn } from '@backstage/core-components';
import type {
  CatalogTableColumnsFunc,
  CatalogTableRow,
} from '@backstage/plugin-catalog';
import { kindOfEntity } from './kindOfEntity';

type Column = TableColumn<CatalogTableRow>;

/** Columns that stay away where no entity of the page has a value for them, and how to find one. */
const valueOf: Readonly<Record<string, (entity: Entity) => unknown>> = {
  'entity.spec.lifecycle': ({ spec }) => spec?.lifecycle,
  // Of what is in a project the other columns say the same, and more of it is cut off than shown.
  'entity.metadata.description': entity =>
    !(kindOfEntity(entity) && entity.spec?.system) &&
    entity.metadata.description,
  'entity.metadata.tags': ({ metadata }) => metadata.tags?.length,
  // What comes from Kube-DC says its project and organization, which make up the namespace.
  'entity.metadata.namespace': entity =>
    kindOfEntity(entity) === undefined && entity.metadata.namespace,
};

function typeTitleOf(entity: Entity): string {
  const type = entity.spec?.type;
  const raw = typeof type === 'string' ? type : '';
  return kindOfEntity(entity)?.title.singular ?? raw;
}

function withTitles(column: Column): Column {
  if (column.field !== 'entity.spec.type') {
    return column;
  }
  return {
    ...column,
    render: ({ entity }) => typeTitleOf(entity),
    customFilterAndSearch: (query: string, { entity }) =>
      `${typeTitleOf(entity)} ${entity.spec?.type}`
        .toLocaleLowerCase('en-US')
        .includes(query.toLocaleLowerCase('en-US')),
    customSort: (a, b) =>
      typeTitleOf(a.entity).localeCompare(typeTitleOf(b.entity)),
  };
}

/**
 * The columns of the catalog's table, fit for entities of Kube-DC: types are called by their titles, and columns in which
 * no entity of the page has anything to say leave their room to the names.
 *
 * @param columns - the columns to start from, for example `CatalogTable.defaultColumnsFunc`.
 *
 * @public
 */
export function withKubedcColumns(
  columns: CatalogTableColumnsFunc,
): CatalogTableColumnsFunc {
  return context => {
    const { entities } = context;
    return columns(context)
      .filter(({ field }) => {
        const value = field === undefined ? undefined : valueOf[field];
        return !value || entities.length === 0 || entities.some(value);
      })
      .map(withTitles);
  };
}
