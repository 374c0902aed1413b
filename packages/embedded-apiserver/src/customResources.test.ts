import { Answer, TestServer } from './testing/testServer';
import { widget, WIDGETS, WIDGETS_PATH } from './testing/widgets';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

describe('custom resources', () => {
  let server: TestServer;
  let created: Answer;
  beforeAll(async () => {
    server = await TestServer.start();
    created = await server.post(CRDS, WIDGETS);
  });
  afterAll(() => server.remove());

  it('are served as soon as their definition is there', () => {
    const { code, body } = created;
    expect(code).toBe(201);
    expect(
      body.status.conditions.map((c: { type: string; status: string }) => [
        c.type,
        c.status,
      ]),
    ).toEqual([
      ['NamesAccepted', 'True'],
      ['Established', 'True'],
    ]);
  });

  it('fills in defaults and drops what the schema does not name', async () => {
    const { code, body, headers } = await server.post(
      WIDGETS_PATH,
      widget('defaults', {
        size: 'small',
        colour: 'red',
        free: { anything: [{ goes: true }] },
        note: null,
      }),
    );
    expect(code).toBe(201);
    expect(body.spec).toEqual({
      size: 'small',
      replicas: 1,
      note: null,
      settings: { color: 'red' },
      free: { anything: [{ goes: true }] },
    });
    expect(headers.warning).toBe('299 - "unknown field \\"spec.colour\\""');
  });

  it.each([
    [
      { size: 'small', replicas: 12 },
      'spec.replicas: Invalid value: 12: spec.replicas in body should be less than or equal to 9',
      'FieldValueInvalid',
    ],
    [
      { size: 'small', ports: [{ name: 'a', number: 'x' }] },
      'spec.ports[0].number: Invalid value: "string": spec.ports[0].number in body must be of type integer: "string"',
      'FieldValueTypeInvalid',
    ],
    [
      { size: 'huge' },
      'spec.size: Unsupported value: "huge": supported values: "small", "large"',
      'FieldValueNotSupported',
    ],
    [{}, 'spec.size: Required value', 'FieldValueRequired'],
    [
      { size: 'small', name: 'x' },
      'spec.name: Invalid value: "x": spec.name in body should be at least 2 chars long',
      'FieldValueInvalid',
    ],
    [
      { size: 'small', name: 'toolong' },
      'spec.name: Too long: may not be more than 5 bytes',
      'FieldValueTooLong',
    ],
    [
      { size: 'small', name: 'AB' },
      `spec.name: Invalid value: "AB": spec.name in body should match '^[a-z]+$'`,
      'FieldValueInvalid',
    ],
    [
      { size: 'small', since: 'yesterday' },
      'spec.since: Invalid value: "yesterday": spec.since in body must be of type date-time: "yesterday"',
      'FieldValueTypeInvalid',
    ],
    [
      { size: 'small', port: true },
      'spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
      'FieldValueTypeInvalid',
    ],
    [
      { size: 'small', tags: ['a', 'b', 'a'] },
      'spec.tags[2]: Duplicate value: "a"',
      'FieldValueDuplicate',
    ],
    [
      { size: 'small', tags: ['a', 'b', 'c', 'd'] },
      'spec.tags: Too many: 4: must have at most 3 items',
      'FieldValueTooMany',
    ],
    [
      { size: 'small', ports: [{ name: 'a' }, { name: 'a', number: 2 }] },
      'spec.ports[1]: Duplicate value: {"name":"a"}',
      'FieldValueDuplicate',
    ],
  ])('refuses %j', async (spec, text, reason) => {
    const { code, body } = await server.post(
      WIDGETS_PATH,
      widget('wrong', spec),
    );
    expect(code).toBe(422);
    expect(body.message).toBe(`Widget.example.com "wrong" is invalid: ${text}`);
    const [field, ...message] = text.split(': ');
    expect(body.details).toEqual({
      name: 'wrong',
      group: 'example.com',
      kind: 'Widget',
      causes: [{ reason, message: message.join(': '), field }],
    });
    expect((await server.get(`${WIDGETS_PATH}/wrong`)).code).toBe(404);
  });

  it('says when replicas cannot be scaled', async () => {
    const { body } = await server.post(
      WIDGETS_PATH,
      widget('wrong', { size: 'small', replicas: 'x' }),
    );
    expect(body.message).toBe(
      'Widget.example.com "wrong" is invalid: [spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string", .spec.replicas: Invalid value: 0: .spec.replicas accessor error: x is of the type string, expected int64]',
    );
  });

  it('wants objects of the kind the path names', async () => {
    const { code, body } = await server.post(WIDGETS_PATH, {
      ...widget('k'),
      kind: 'Other',
    });
    expect(code).toBe(422);
    expect(body.message).toBe(
      'Other.example.com "k" is invalid: kind: Invalid value: "Other": must be Widget',
    );
  });

  it('lists all that is wrong at once', async () => {
    const { body } = await server.post(
      WIDGETS_PATH,
      widget('Wrong', { size: 'huge', replicas: -1 }),
    );
    expect(body.details.causes).toHaveLength(4);
    expect(body.message).toMatch(/ is invalid: \[metadata.name: .*\]$/);
  });

  it('keeps status and spec apart', async () => {
    const { body } = await server.post(WIDGETS_PATH, {
      ...widget('apart'),
      status: { phase: 'Made up' },
    });
    expect(body.status).toBeUndefined();
    const status = await server.put(`${WIDGETS_PATH}/apart/status`, {
      ...body,
      metadata: { ...body.metadata, labels: { x: 'y' } },
      spec: { size: 'large' },
      status: { phase: 'Ready' },
    });
    expect(status.body).toMatchObject({
      metadata: { generation: 1 },
      spec: { size: 'small' },
      status: { phase: 'Ready' },
    });
    expect(status.body.metadata.labels).toBeUndefined();
    const spec = await server.put(`${WIDGETS_PATH}/apart`, {
      ...status.body,
      spec: { size: 'large' },
      status: { phase: 'Lost' },
    });
    expect(spec.body).toMatchObject({
      metadata: { generation: 2 },
      status: { phase: 'Ready' },
    });
  });

  it('wants a resourceVersion when an object is replaced', async () => {
    await server.post(WIDGETS_PATH, widget('strict'));
    const { code, body } = await server.put(
      `${WIDGETS_PATH}/strict`,
      widget('strict', { size: 'large' }),
    );
    expect(code).toBe(422);
    expect(body.message).toBe(
      'widgets.example.com "strict" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    );
  });

  it('scales', async () => {
    await server.post(WIDGETS_PATH, widget('scaled'));
    const { body } = await server.get(`${WIDGETS_PATH}/scaled/scale`);
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 1 } });
    body.spec.replicas = 5;
    await server.put(`${WIDGETS_PATH}/scaled/scale`, body);
    const scaled = await server.get(`${WIDGETS_PATH}/scaled`);
    expect(scaled.body.spec.replicas).toBe(5);
  });

  it('prints the columns of the definition', async () => {
    await server.post(WIDGETS_PATH, widget('printed'));
    await server.patch(`${WIDGETS_PATH}/printed/status`, 'merge', {
      status: {
        conditions: [
          { type: 'Other', status: 'False' },
          { type: 'Ready', status: 'True' },
        ],
      },
    });
    const { body } = await server.get(`${WIDGETS_PATH}/printed`, {
      headers: {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
      },
    });
    expect(body.columnDefinitions.map((c: { name: string }) => c.name)).toEqual(
      ['Name', 'Size', 'Ready', 'Age'],
    );
    expect(body.rows[0].cells).toEqual([
      'printed',
      'small',
      'True',
      expect.stringMatching(/^\d+s$/),
    ]);
    expect(body.rows[0].object.kind).toBe('PartialObjectMetadata');
  });

  it('serves all versions of a definition', async () => {
    const [v1] = WIDGETS.spec.versions;
    await server.post(CRDS, {
      ...WIDGETS,
      metadata: { name: 'gadgets.example.com' },
      spec: {
        ...WIDGETS.spec,
        names: { plural: 'gadgets', kind: 'Gadget' },
        versions: [
          { ...v1, storage: false },
          { ...v1, name: 'v2' },
          { ...v1, name: 'v3', served: false, storage: false },
        ],
      },
    });
    const path = (version: string) =>
      `/apis/example.com/${version}/namespaces/default/gadgets`;
    await server.post(path('v1'), {
      ...widget('g'),
      kind: 'Gadget',
    });
    const { body } = await server.get(`${path('v2')}/g`);
    expect(body).toMatchObject({
      apiVersion: 'example.com/v2',
      kind: 'Gadget',
    });
    expect((await server.get(path('v3'))).code).toBe(404);
  });

  it('refuses definitions that are not structural', async () => {
    const [version] = WIDGETS.spec.versions;
    const { code, body } = await server.post(CRDS, {
      ...WIDGETS,
      metadata: { name: 'wrong.example.com' },
      spec: {
        ...WIDGETS.spec,
        names: { plural: 'things', kind: 'Thing' },
        versions: [
          {
            ...version,
            schema: {
              openAPIV3Schema: { type: 'object', properties: { spec: {} } },
            },
          },
        ],
      },
    });
    expect(code).toBe(422);
    expect(body.details.causes.map((c: { field: string }) => c.field)).toEqual([
      'metadata.name',
      'spec.validation.openAPIV3Schema.properties[spec].type',
    ]);
  });

  it('does not serve names that are taken', async () => {
    const { body } = await server.post(CRDS, {
      ...WIDGETS,
      metadata: { name: 'others.example.com' },
      spec: {
        ...WIDGETS.spec,
        names: { plural: 'others', kind: 'Other', shortNames: ['wg'] },
      },
    });
    expect(body.status.conditions[0]).toMatchObject({
      type: 'NamesAccepted',
      status: 'False',
      message: '"wg" is already in use',
    });
    expect((await server.get('/apis/example.com/v1/others')).code).toBe(404);
  });

  it('deletes all objects with their definition', async () => {
    await server.post(WIDGETS_PATH, widget('last'));
    await server.patch(`${WIDGETS_PATH}/last`, 'merge', {
      metadata: { finalizers: ['example.com/wait'] },
    });
    await server.delete(`${CRDS}/widgets.example.com`);
    await server.until(WIDGETS_PATH, ({ body }) => body.items.length === 1);
    const waiting = await server.get(`${CRDS}/widgets.example.com`);
    expect(waiting.body.metadata.deletionTimestamp).toBeDefined();
    await server.patch(`${WIDGETS_PATH}/last`, 'merge', {
      metadata: { finalizers: null },
    });
    await server.until(
      `${CRDS}/widgets.example.com`,
      ({ code }) => code === 404,
    );
    expect((await server.get(WIDGETS_PATH)).code).toBe(404);
  });
});
