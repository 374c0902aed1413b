import { PrinterColumn, Resource } from '../scheme/resource';
import { Cell, TableColumn } from '../strategies/strategy';
import { KubeObject } from '../types';
import { ageColumn, nameColumn } from './columns';
import { age } from './format';
import { selectJsonPath } from './jsonPath';

/** How much of each object the rows of a table carry. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** A `meta.k8s.io/v1` Table. */
export interface Table {
  kind: 'Table';
  apiVersion: 'meta.k8s.io/v1';
  metadata: Record<string, unknown>;
  /** Null in all events of a watch but the first. */
  columnDefinitions: unknown[] | null;
  rows: { cells: Cell[]; object?: unknown }[];
}

function customCell(column: PrinterColumn, object: KubeObject): Cell {
  const values = selectJsonPath(column.jsonPath, object);
  if (values.length === 0) {
    return null;
  }
  const [value] = values;
  switch (column.type) {
    case 'date':
      return age(value);
    case 'integer':
      return Number.isFinite(Number(value)) ? Math.trunc(Number(value)) : null;
    case 'number':
      return Number.isFinite(Number(value)) ? Number(value) : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** The columns of a resource. */
export function columnsOf(resource: Resource): TableColumn[] {
  if (!resource.custom) {
    return resource.strategy.columns ?? [nameColumn, ageColumn];
  }
  return [
    nameColumn,
    ...resource.custom.columns.map(column => ({
      name: column.name,
      type: column.type,
      format: column.format,
      description:
        column.description ??
        `Custom resource definition column (in JSONPath format): ${column.jsonPath}`,
      priority: column.priority,
      value: (object: KubeObject) => customCell(column, object),
    })),
  ];
}

function rowObject(object: KubeObject, include: IncludeObject): unknown {
  switch (include) {
    case 'None':
      return null;
    case 'Object':
      return object;
    default:
      return partialMetadata(object);
  }
}

/** An object with nothing but its metadata. */
export function partialMetadata(object: KubeObject) {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

/** Shows objects as a table, as `kubectl get` prints it. */
export function toTable(
  resource: Resource,
  objects: KubeObject[],
  metadata: Record<string, unknown>,
  include: IncludeObject,
  withColumns = true,
): Table {
  const columns = columnsOf(resource);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withColumns
      ? columns.map(column => ({
          name: column.name,
          type: column.type ?? 'string',
          format: column.format ?? '',
          description: column.description ?? column.name,
          priority: column.priority ?? 0,
        }))
      : null,
    rows: objects.map(object => ({
      cells: columns.map(column => column.value(object)),
      object: rowObject(object, include),
    })),
  };
}
