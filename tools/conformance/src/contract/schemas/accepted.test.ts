import { contract } from '../../testing/contract';
import { define } from '../../testing/define';
import { said } from '../../testing/said';
import { schemaWidgets } from '../../testing/schemaWidgets';

contract('what schemas let stand', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it('accept what is right, as it is', async () => {
    const widgets = await schemaWidgets(server());
    const spec = {
      size: 'large',
      name: 'abc',
      count: 9,
      open: 1.5,
      even: 4,
      small: 1,
      on: false,
      port: 80,
      ratio: '5%',
      since: '2020-01-01T00:00:00Z',
      day: '2020-01-01',
      mail: 'a@example.com',
      uri: 'https://example.com/x',
      uuid: '11111111-1111-4111-8111-111111111111',
      ip: '10.0.0.1',
      ip6: '::1',
      cidr: '10.0.0.0/8',
      host: 'example.com',
      bytes: 'aGVsbG8=',
      time: '5m',
      mac: '01:02:03:04:05:06',
      odd: 'x',
      note: null,
      tags: ['a'],
      set: ['a', 'b'],
      map: [{ name: 'a', n: 1 }],
      few: { a: 1 },
      either: { a: 'x' },
      any: { b: 'x' },
      both: { a: 'xx' },
      none: {},
      resource: {
        apiVersion: 'v1',
        kind: 'X',
        metadata: { name: 'a' },
        other: { b: 1 },
      },
      nested: { items: [{ id: 1, kind: 'x' }], labels: { a: 'b' } },
    };
    const { code, body } = await server().api.post(
      widgets.path(ns),
      widgets.object('right', spec),
    );
    expect(code).toBe(201);
    expect(body.spec).toEqual(spec);
    const text = await server().api.post(
      widgets.path(ns),
      widgets.object('text', { size: 'small', port: 'http' }),
    );
    expect(text.body.spec.port).toBe('http');
  });

  it('let stand in an update what was wrong before and is not changed', async () => {
    const { api } = server();
    const loose = await define(server(), {});
    await api.post(
      loose.path(ns),
      loose.object('old', { size: 'huge', other: 'x' }),
    );
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${loose.name}`;
    const { body } = await api.get(path);
    body.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
      type: 'object',
      properties: {
        size: { type: 'string', enum: ['small'] },
        other: { type: 'string' },
      },
    };
    await api.put(path, body);
    const tried = async () =>
      api.post(
        `${loose.path(ns)}?dryRun=All`,
        loose.object('new', { size: 'huge' }),
      );
    let answer = await tried();
    const deadline = Date.now() + 120_000;
    while (answer.code === 201 && Date.now() < deadline) {
      answer = await tried();
    }
    expect(said(answer)).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "new" is invalid: spec.size: Unsupported value: "huge": supported values: "small"',
      'widgets.example.com/Widget new',
      '- FieldValueNotSupported spec.size: Unsupported value: "huge": supported values: "small"',
    ]);
    const other = await api.patch(`${loose.path(ns)}/old`, 'merge', {
      spec: { other: 'y' },
    });
    expect(said(other)).toEqual(['200']);
    const worse = await api.patch(`${loose.path(ns)}/old`, 'merge', {
      spec: { size: 'vast' },
    });
    expect(said(worse)).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "old" is invalid: spec.size: Unsupported value: "vast": supported values: "small"',
      'widgets.example.com/Widget old',
      '- FieldValueNotSupported spec.size: Unsupported value: "vast": supported values: "small"',
    ]);
  });
});
