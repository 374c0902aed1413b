import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

const SPEC = {
  type: 'object',
  properties: {
    size: { type: 'string', default: 'small' },
    replicas: { type: 'integer', default: 1 },
    note: { type: 'string', nullable: true, default: 'none' },
    plain: { type: 'string', default: 'plain' },
    settings: {
      type: 'object',
      default: {},
      properties: {
        color: { type: 'string', default: 'red' },
        deep: {
          type: 'object',
          properties: { x: { type: 'integer', default: 5 } },
        },
      },
    },
    list: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          a: { type: 'integer', default: 1 },
          b: { type: 'string' },
        },
      },
    },
    map: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { a: { type: 'integer', default: 1 } },
      },
    },
    free: {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: {
        known: { type: 'object', properties: { a: { type: 'string' } } },
      },
    },
    resource: {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      properties: {
        spec: { type: 'object', properties: { a: { type: 'string' } } },
      },
    },
  },
};

contract('fields of custom resources', server => {
  let widgets: Defined;
  let ns: string;
  beforeAll(async () => {
    widgets = await define(server(), { spec: SPEC });
    ns = await server().namespace();
  });
  const made = async (spec: unknown, more: object = {}) => {
    const { code, body } = await server().api.post(
      `${widgets.path(ns)}?dryRun=All`,
      widgets.object('x', spec, more),
    );
    expect(code).toBe(201);
    return body;
  };

  it.each<[string, unknown, unknown]>([
    [
      'nothing',
      {},
      {
        note: 'none',
        plain: 'plain',
        replicas: 1,
        settings: { color: 'red' },
        size: 'small',
      },
    ],
    [
      'null',
      { size: null, note: null, plain: null },
      {
        note: null,
        plain: 'plain',
        replicas: 1,
        settings: { color: 'red' },
        size: 'small',
      },
    ],
    [
      'some',
      { size: 'large', settings: { color: 'blue' } },
      {
        note: 'none',
        plain: 'plain',
        replicas: 1,
        settings: { color: 'blue' },
        size: 'large',
      },
    ],
    [
      'deep',
      { settings: { deep: {} } },
      {
        note: 'none',
        plain: 'plain',
        replicas: 1,
        settings: { color: 'red', deep: { x: 5 } },
        size: 'small',
      },
    ],
    [
      'items',
      { list: [{}, { a: 2 }, { b: 'x', c: 'y' }] },
      {
        list: [{ a: 1 }, { a: 2 }, { a: 1, b: 'x' }],
        note: 'none',
        plain: 'plain',
        replicas: 1,
        settings: { color: 'red' },
        size: 'small',
      },
    ],
    [
      'maps',
      { map: { k: {}, l: { a: 2, z: 3 } } },
      {
        map: { k: { a: 1 }, l: { a: 2 } },
        note: 'none',
        plain: 'plain',
        replicas: 1,
        settings: { color: 'red' },
        size: 'small',
      },
    ],
    [
      'unknown',
      { unknown: 1, settings: { other: { x: 1 } } },
      {
        note: 'none',
        plain: 'plain',
        replicas: 1,
        settings: { color: 'red' },
        size: 'small',
      },
    ],
    [
      'free',
      { free: { any: { thing: [1, { a: null }] }, known: { a: 'x', b: 'y' } } },
      {
        free: { any: { thing: [1, { a: null }] }, known: { a: 'x' } },
        note: 'none',
        plain: 'plain',
        replicas: 1,
        settings: { color: 'red' },
        size: 'small',
      },
    ],
    [
      'embedded',
      {
        resource: {
          apiVersion: 'v1',
          kind: 'X',
          metadata: { name: 'a', labels: { l: '1' }, odd: 1 },
          spec: { a: 'b', c: 'd' },
          other: 1,
        },
      },
      {
        note: 'none',
        plain: 'plain',
        replicas: 1,
        resource: {
          apiVersion: 'v1',
          kind: 'X',
          metadata: { labels: { l: '1' }, name: 'a' },
          spec: { a: 'b' },
        },
        settings: { color: 'red' },
        size: 'small',
      },
    ],
  ])('are defaulted and pruned: %s', async (_title, spec, expected) => {
    expect((await made(spec)).spec).toEqual(expected);
  });

  it('at the top are pruned too, metadata is not touched', async () => {
    const body = await made(
      {},
      { other: 1, metadata: { name: 'x', labels: { l: '1' }, odd: 1 } },
    );
    expect(body.other).toBeUndefined();
    expect(body.metadata.labels).toEqual({ l: '1' });
    expect(body.metadata.odd).toBeUndefined();
  });

  it('that are missing altogether are not defaulted', async () => {
    const { body } = await server().api.post(`${widgets.path(ns)}?dryRun=All`, {
      apiVersion: widgets.apiVersion,
      kind: 'Widget',
      metadata: { name: 'bare' },
    });
    expect(body.spec).toBeUndefined();
  });

  it('come with their defaults when they are read', async () => {
    const { api } = server();
    const loose = await define(server());
    await api.post(loose.path(ns), loose.object('old', { a: 'x' }));
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${loose.name}`;
    const { body } = await api.get(path);
    body.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
      type: 'object',
      properties: {
        a: { type: 'string' },
        b: { type: 'string', default: 'new' },
      },
    };
    await api.put(path, body);
    const read = await api.until(
      `${loose.path(ns)}/old`,
      a => a.body.spec.b !== undefined,
    );
    expect(read.body.spec).toEqual({ a: 'x', b: 'new' });
    const list = await api.get(loose.path(ns));
    expect(list.body.items[0].spec).toEqual({ a: 'x', b: 'new' });
  });

  const UNKNOWN = {
    size: 'large',
    unknown: 1,
    settings: { other: 2 },
    list: [{ a: 1 }, { z: 3 }],
  };

  it.each([
    [
      '',
      [
        '201',
        '299 - "unknown field \\"spec.list[1].z\\"", 299 - "unknown field \\"spec.settings.other\\"", 299 - "unknown field \\"spec.unknown\\""',
      ],
    ],
    [
      '&fieldValidation=Warn',
      [
        '201',
        '299 - "unknown field \\"spec.list[1].z\\"", 299 - "unknown field \\"spec.settings.other\\"", 299 - "unknown field \\"spec.unknown\\""',
      ],
    ],
    ['&fieldValidation=Ignore', ['201', null]],
    [
      '&fieldValidation=Strict',
      [
        '400 BadRequest',
        'Widget in version "v1" cannot be handled as a Widget: strict decoding error: unknown field "spec.list[1].z", unknown field "spec.settings.other", unknown field "spec.unknown"',
        null,
      ],
    ],
    [
      '&fieldValidation=Odd',
      [
        '422 Invalid',
        'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Odd": supported values: "", "Ignore", "Strict", "Warn"',
        'meta.k8s.io/CreateOptions ',
        '- FieldValueNotSupported fieldValidation: Unsupported value: "Odd": supported values: "", "Ignore", "Strict", "Warn"',
        null,
      ],
    ],
  ])('that are unknown: %s', async (query, expected) => {
    const answer = await server().api.post(
      `${widgets.path(ns)}?dryRun=All${query}`,
      widgets.object('x', UNKNOWN),
    );
    expect([...said(answer), answer.headers.warning ?? null]).toEqual(expected);
  });

  it.each([
    [
      '',
      [
        '201',
        '299 - "unknown field \\"metadata.odd\\"", 299 - "unknown field \\"dta\\"", 299 - "unknown field \\"more\\""',
      ],
    ],
    ['&fieldValidation=Ignore', ['201', null]],
    [
      '&fieldValidation=Strict',
      [
        '400 BadRequest',
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "metadata.odd", unknown field "dta", unknown field "more"',
        null,
      ],
    ],
    [
      '&fieldValidation=Odd',
      [
        '422 Invalid',
        'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Odd": supported values: "", "Ignore", "Strict", "Warn"',
        'meta.k8s.io/CreateOptions ',
        '- FieldValueNotSupported fieldValidation: Unsupported value: "Odd": supported values: "", "Ignore", "Strict", "Warn"',
        null,
      ],
    ],
  ])('that are unknown to a built-in kind: %s', async (query, expected) => {
    const answer = await server().api.post(
      `/api/v1/namespaces/${ns}/configmaps?dryRun=All${query}`,
      { metadata: { name: 'x', odd: 1 }, data: { a: 'b' }, dta: {}, more: 'x' },
    );
    expect([...said(answer), answer.headers.warning ?? null]).toEqual(expected);
  });

  it.each<[string, string, unknown[]]>([
    [
      'twice',
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"data":{"a":"1","a":"2"}}',
      ['201', '299 - "duplicate field \\"data.a\\""'],
    ],
    [
      'twice strictly',
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"data":{"a":"1"},"data":{"a":"2"}}',
      [
        '400 BadRequest',
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field "data"',
        null,
      ],
    ],
  ])('that are there %s', async (title, body, expected) => {
    const strict = title.endsWith('strictly') ? '&fieldValidation=Strict' : '';
    const answer = await server().api.post(
      `/api/v1/namespaces/${ns}/configmaps?dryRun=All${strict}`,
      body,
    );
    expect([...said(answer), answer.headers.warning ?? null]).toEqual(expected);
  });

  it('that are unknown are named in updates and patches', async () => {
    const { api } = server();
    await api.post(widgets.path(ns), widgets.object('there'));
    const { body } = await api.get(`${widgets.path(ns)}/there`);
    const put = await api.put(
      `${widgets.path(ns)}/there?fieldValidation=Strict`,
      { ...body, spec: { odd: 1 } },
    );
    expect(said(put)).toEqual([
      '400 BadRequest',
      'Widget in version "v1" cannot be handled as a Widget: strict decoding error: unknown field "spec.odd"',
    ]);
    const patched = await api.patch(
      `${widgets.path(ns)}/there?fieldValidation=Strict`,
      'merge',
      { spec: { odd: 1 } },
    );
    expect(said(patched)).toEqual([
      '422 Invalid',
      ' "" is invalid: patch: Invalid value: <object>: strict decoding error: unknown field "spec.odd"',
      '/ ',
      '- FieldValueInvalid patch: Invalid value: <object>: strict decoding error: unknown field "spec.odd"',
    ]);
    const warned = await api.patch(`${widgets.path(ns)}/there`, 'merge', {
      spec: { odd: 1 },
    });
    expect([
      warned.code,
      warned.headers.warning ?? null,
      warned.body.spec.odd ?? null,
    ]).toEqual([200, '299 - "unknown field \\"spec.odd\\""', null]);
    const builtin = await api.patch(
      `/api/v1/namespaces/${ns}?fieldValidation=Strict&dryRun=All`,
      'merge',
      { spec: { odd: 1 }, odd: 2 },
    );
    expect(said(builtin)).toEqual([
      '422 Invalid',
      ' "" is invalid: patch: Invalid value: <object>: strict decoding error: unknown field "odd", unknown field "spec.odd"',
      '/ ',
      '- FieldValueInvalid patch: Invalid value: <object>: strict decoding error: unknown field "odd", unknown field "spec.odd"',
    ]);
    const strategic = await api.patch(
      `/api/v1/namespaces/${ns}?fieldValidation=Strict&dryRun=All`,
      'strategic-merge',
      { spec: { odd: 1 }, odd: 2 },
    );
    expect(said(strategic)).toEqual([
      '422 Invalid',
      ' "" is invalid: patch: Invalid value: "map[odd:2 spec:map[odd:1]]": strict decoding error: unknown field "odd", unknown field "spec.odd"',
      '/ ',
      '- FieldValueInvalid patch: Invalid value: "map[odd:2 spec:map[odd:1]]": strict decoding error: unknown field "odd", unknown field "spec.odd"',
    ]);
  });

  it('are all kept when the definition says so', async () => {
    const free = await define(server(), {
      schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    });
    const { body, headers } = await server().api.post(free.path(ns), {
      ...free.object('x', { any: [1] }),
      other: { a: 1 },
    });
    expect(body).toMatchObject({ spec: { any: [1] }, other: { a: 1 } });
    expect(headers.warning).toBeUndefined();
  });
});
