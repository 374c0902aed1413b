import { contract } from '../../testing/contract';
import { define, Defined } from '../../testing/define';
import { AGE, TABLE, tabledWidgets } from '../../testing/tables';

contract('tables of custom resources', server => {
  let ns: string;
  let widgets: Defined;
  beforeAll(async () => {
    ({ ns, widgets } = await tabledWidgets(server()));
  });

  it('of custom resources have the columns they define', async () => {
    const { code, body } = await server().api.get(widgets.path(ns), TABLE);
    expect(code).toBe(200);
    expect({ kind: body.kind, apiVersion: body.apiVersion }).toEqual({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
    });
    expect(Object.keys(body.metadata)).toEqual(['resourceVersion']);
    expect(
      body.columnDefinitions.map((c: any) => [
        c.name,
        c.type,
        c.format,
        c.priority,
        c.description.slice(0, 60),
      ]),
    ).toEqual([
      [
        'Name',
        'string',
        'name',
        0,
        'Name must be unique within a namespace. Is required when cre',
      ],
      ['Size', 'string', '', 0, 'How large'],
      [
        'Count',
        'integer',
        'int32',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Ratio',
        'number',
        '',
        1,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'On',
        'boolean',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Since',
        'date',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Ready',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .sta',
      ],
      [
        'First',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'List',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'All',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Object',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Label',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .met',
      ],
    ]);
  });

  it('of custom resources have cells by the types of their columns', async () => {
    const { body } = await server().api.get(widgets.path(ns), TABLE);
    const rows = body.rows.map((row: any) => row.cells);
    rows[0][5] = AGE.test(rows[0][5]) ? '<age>' : rows[0][5];
    expect(rows).toEqual([
      [
        'full',
        'large',
        3,
        1.5,
        true,
        '6y326d',
        'True',
        'x',
        '["x","y"]',
        'n',
        '{"a":1}',
        'dotted',
      ],
      [
        'none',
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ],
      [
        'odd',
        '5',
        null,
        null,
        null,
        '<invalid>',
        null,
        null,
        '[]',
        null,
        null,
        null,
      ],
    ]);
  });

  it('without columns show name and age', async () => {
    const plain = await define(server());
    await server().api.post(plain.path(ns), plain.object('x'));
    const { body } = await server().api.get(`${plain.path(ns)}/x`, TABLE);
    expect(
      body.columnDefinitions.map((c: any) => [
        c.name,
        c.type,
        c.format,
        c.priority,
      ]),
    ).toEqual([
      ['Name', 'string', 'name', 0],
      ['Age', 'date', '', 0],
    ]);
    expect(body.rows[0].cells).toEqual(['x', expect.stringMatching(AGE)]);
  });

  it.each([
    ['None', undefined],
    ['Metadata', 'PartialObjectMetadata'],
    ['Object', 'Widget'],
    ['', 'PartialObjectMetadata'],
  ])('carry of each object: %s', async (include, kind) => {
    const query = include && `?includeObject=${include}`;
    const { body } = await server().api.get(
      `${widgets.path(ns)}${query}`,
      TABLE,
    );
    expect(body.rows[0].object?.kind).toBe(kind);
    expect(body.rows[0].object?.metadata?.name).toBe(kind && 'full');
    expect(body.rows[0].object?.spec?.size).toBe(
      kind === 'Widget' ? 'large' : undefined,
    );
  });
});
