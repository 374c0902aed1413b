import { ContractServer } from './contract';
import { define, Defined } from './define';

/** The headers that ask for a table. */
export const TABLE = {
  headers: { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' },
};

/** What an age looks like. */
export const AGE = /^\d+[smhd]/;

/** A cell without what differs from run to run. */
function steadyCell(cell: unknown): unknown {
  return typeof cell === 'string'
    ? cell
        .replace(/^\d{4}-\d\d-\d\dT[\d:]+Z$/, '<time>')
        .replace(/controller-uid=[-\da-f]{36}/, 'controller-uid=<uid>')
    : cell;
}

/** What a table shows of its only object: its columns and their cells. */
export function shown(body: Record<string, any>): unknown {
  return [
    body.columnDefinitions.map((c: any) => [c.name, c.type, c.priority]),
    body.rows[0].cells.map((c: any) =>
      typeof c === 'string' && AGE.test(c) ? '<age>' : steadyCell(c),
    ),
  ];
}

/** Widgets with columns, in a namespace: one with all, one with none, one with odd values. */
export async function tabledWidgets(
  server: ContractServer,
): Promise<{ ns: string; widgets: Defined }> {
  const ns = await server.namespace();
  const widgets = await define(server, {
    version: {
      additionalPrinterColumns: [
        {
          name: 'Size',
          type: 'string',
          jsonPath: '.spec.size',
          description: 'How large',
        },
        {
          name: 'Count',
          type: 'integer',
          jsonPath: '.spec.count',
          format: 'int32',
        },
        {
          name: 'Ratio',
          type: 'number',
          jsonPath: '.spec.ratio',
          priority: 1,
        },
        { name: 'On', type: 'boolean', jsonPath: '.spec.on' },
        { name: 'Since', type: 'date', jsonPath: '.spec.since' },
        {
          name: 'Ready',
          type: 'string',
          jsonPath: '.status.conditions[?(@.type=="Ready")].status',
        },
        { name: 'First', type: 'string', jsonPath: '.spec.list[0]' },
        { name: 'List', type: 'string', jsonPath: '.spec.list' },
        { name: 'All', type: 'string', jsonPath: '.spec.items[*].name' },
        { name: 'Object', type: 'string', jsonPath: '.spec.object' },
        { name: 'Label', type: 'string', jsonPath: '.metadata.labels.a\\.b' },
      ],
    },
  });
  await server.api.post(
    widgets.path(ns),
    widgets.object(
      'full',
      {
        size: 'large',
        count: 3,
        ratio: 1.5,
        on: true,
        since: '2020-01-01T00:00:00Z',
        list: ['x', 'y'],
        items: [{ name: 'n' }, { name: 'm' }],
        object: { a: 1 },
      },
      {
        status: {
          conditions: [
            { type: 'Other', status: 'No' },
            { type: 'Ready', status: 'True' },
          ],
        },
        metadata: { name: 'full', labels: { 'a.b': 'dotted' } },
      },
    ),
  );
  await server.api.post(widgets.path(ns), widgets.object('none'));
  await server.api.post(
    widgets.path(ns),
    widgets.object('odd', {
      size: 5,
      count: 'x',
      ratio: 'y',
      on: 'no',
      since: 'never',
      list: [],
    }),
  );
  return { ns, widgets };
}
