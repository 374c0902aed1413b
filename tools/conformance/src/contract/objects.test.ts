import { contract } from '../testing/contract';
import { said } from '../testing/said';

const UID =
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

contract('objects', server => {
  let ns: string;
  let path: string;
  beforeAll(async () => {
    ns = await server().namespace();
    path = `/api/v1/namespaces/${ns}/configmaps`;
  });
  const make = async (name: string, more: object = {}) =>
    (
      await server().api.post(path, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, ...more },
        data: { a: 'b' },
      })
    ).body;

  it('are created with what the server sets', async () => {
    const { code, body } = await server().api.post(path, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'created',
        uid: 'mine',
        generation: 7,
        selfLink: '/mine',
        creationTimestamp: '2001-01-01T00:00:00Z',
        deletionTimestamp: '2001-01-01T00:00:00Z',
        deletionGracePeriodSeconds: 5,
        labels: { l: '1' },
        annotations: { a: '2' },
      },
      data: { a: 'b' },
    });
    expect(code).toBe(201);
    const { managedFields, ...metadata } = body.metadata;
    expect({ ...body, metadata }).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'created',
        namespace: ns,
        uid: expect.stringMatching(UID),
        resourceVersion: expect.stringMatching(/^\d+$/),
        generation: 7,
        creationTimestamp: expect.stringMatching(TIME),
        labels: { l: '1' },
        annotations: { a: '2' },
      },
      data: { a: 'b' },
    });
    expect(metadata.creationTimestamp > '2020').toBe(true);
    expect(metadata.uid).not.toBe('mine');
    expect((await server().api.get(`${path}/created`)).body).toEqual(body);
  });

  it('need neither apiVersion nor kind when built in', async () => {
    const { code, body } = await server().api.post(path, {
      metadata: { name: 'bare' },
    });
    expect(code).toBe(201);
    expect(body).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
  });

  it('are named by the server on request, and keep the beginning', async () => {
    const { body } = await server().api.post(path, {
      metadata: { generateName: 'made-' },
    });
    expect(body.metadata).toMatchObject({
      name: expect.stringMatching(/^made-[bcdfghjklmnpqrstvwxz2456789]{5}$/),
      generateName: 'made-',
    });
    const long = 'a'.repeat(80);
    const second = await server().api.post(path, {
      metadata: { generateName: long },
    });
    expect(second.body.metadata.name).toHaveLength(63);
    expect(second.body.metadata.name.slice(0, 58)).toBe('a'.repeat(58));
  });

  it('get different names when many are made at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        server().api.post(path, { metadata: { generateName: 'many-' } }),
      ),
    );
    expect(answers.map(a => a.code)).toEqual(Array(30).fill(201));
    expect(new Set(answers.map(a => a.body.metadata.name)).size).toBe(30);
  });

  it('keep a name although generateName is given too', async () => {
    const { body } = await server().api.post(path, {
      metadata: { name: 'given', generateName: 'other-' },
    });
    expect(body.metadata.name).toBe('given');
    expect(body.metadata.generateName).toBe('other-');
  });

  it('exist once', async () => {
    await make('twice');
    const again = await server().api.post(path, {
      metadata: { name: 'twice' },
    });
    expect(said(again)).toEqual([
      '409 AlreadyExists',
      'configmaps "twice" already exists',
      '/configmaps twice',
    ]);
  });

  it('are not created with a resourceVersion', async () => {
    const answer = await server().api.post(path, {
      metadata: { name: 'rv', resourceVersion: '5' },
    });
    expect(said(answer)).toEqual([
      '500',
      'resourceVersion should not be set on objects to be created',
    ]);
  });

  it('are not created in the namespace of another path', async () => {
    const answer = await server().api.post(path, {
      metadata: { name: 'elsewhere', namespace: 'default' },
    });
    expect(said(answer)).toEqual([
      '400 BadRequest',
      'the namespace of the provided object does not match the namespace sent on the request',
    ]);
    const wide = await server().api.post('/api/v1/namespaces?dryRun=All', {
      metadata: { name: 'x', namespace: 'y' },
    });
    expect(wide.code).toBe(201);
    expect(wide.body.metadata.namespace).toBeUndefined();
  });

  it('are replaced, with and without a resourceVersion', async () => {
    const first = await make('replaced');
    const second = await server().api.put(`${path}/replaced`, {
      ...first,
      data: { c: 'd' },
    });
    expect(second.code).toBe(200);
    expect(second.body.data).toEqual({ c: 'd' });
    expect(second.body.metadata.uid).toBe(first.metadata.uid);
    expect(Number(second.body.metadata.resourceVersion)).toBeGreaterThan(
      Number(first.metadata.resourceVersion),
    );
    const third = await server().api.put(`${path}/replaced`, {
      metadata: { name: 'replaced' },
    });
    expect(third.code).toBe(200);
    expect(third.body.data).toBeUndefined();
  });

  it('are not replaced over a newer state', async () => {
    const first = await make('raced');
    await server().api.put(`${path}/raced`, { ...first, data: { x: '1' } });
    const late = await server().api.put(`${path}/raced`, first);
    expect(said(late)).toEqual([
      '409 Conflict',
      'Operation cannot be fulfilled on configmaps "raced": the object has been modified; please apply your changes to the latest version and try again',
      '/configmaps raced',
    ]);
  });

  it('are not replaced by one of another uid', async () => {
    const first = await make('uid');
    const other = '11111111-1111-4111-8111-111111111111';
    const answer = await server().api.put(`${path}/uid`, {
      ...first,
      metadata: { ...first.metadata, uid: other, resourceVersion: undefined },
    });
    expect(answer.code).toBe(409);
    expect(answer.body.reason).toBe('Conflict');
    expect(answer.body.message).toContain(
      `Precondition failed: UID in precondition: ${other}, UID in object meta: ${first.metadata.uid}`,
    );
  });

  it('are not replaced under another name', async () => {
    await make('url');
    const answer = await server().api.put(`${path}/url`, {
      metadata: { name: 'body' },
    });
    expect(said(answer)).toEqual([
      '400 BadRequest',
      'the name of the object (body) does not match the name on the URL (url)',
    ]);
  });

  it('keep what the server set when they are replaced', async () => {
    const first = await make('kept');
    const { body } = await server().api.put(`${path}/kept`, {
      metadata: { name: 'kept', selfLink: '/x' },
    });
    const { uid, creationTimestamp } = first.metadata;
    expect(body.metadata).toMatchObject({ uid, creationTimestamp });
    expect(body.metadata.selfLink).toBeUndefined();
  });

  it.each<[string, object, string[]]>([
    [
      'creationTimestamp',
      { creationTimestamp: '2001-01-01T00:00:00Z' },
      ['200'],
    ],
    [
      'deletionTimestamp',
      { deletionTimestamp: '2001-01-01T00:00:00Z' },
      [
        '422 Invalid',
        'ConfigMap "set-deletiontimestamp" is invalid: metadata.deletionTimestamp: Invalid value: "2001-01-01T00:00:00Z": field is immutable',
        '/ConfigMap set-deletiontimestamp',
        '- FieldValueInvalid metadata.deletionTimestamp: Invalid value: "2001-01-01T00:00:00Z": field is immutable',
      ],
    ],
    [
      'deletionGracePeriodSeconds',
      { deletionGracePeriodSeconds: 3 },
      [
        '422 Invalid',
        'ConfigMap "set-deletiongraceperiodseconds" is invalid: metadata.deletionGracePeriodSeconds: Invalid value: 3: field is immutable',
        '/ConfigMap set-deletiongraceperiodseconds',
        '- FieldValueInvalid metadata.deletionGracePeriodSeconds: Invalid value: 3: field is immutable',
      ],
    ],
    ['generation', { generation: -1 }, ['200']],
    ['generateName', { generateName: 'x' }, ['200']],
    [
      'namespace',
      { namespace: 'default' },
      [
        '400 BadRequest',
        'the namespace of the provided object does not match the namespace sent on the request',
      ],
    ],
  ])('are not replaced with another %s', async (name, metadata, text) => {
    const object = `set-${name.toLowerCase()}`;
    await make(object);
    const answer = await server().api.put(`${path}/${object}`, {
      metadata: { name: object, ...metadata },
    });
    const lines = answer.code === 200 ? ['200'] : said(answer);
    expect(lines.map(l => l.replace(/Time\{.*?\}/, 'Time'))).toEqual(text);
  });

  it('stay as they are when nothing changes', async () => {
    const first = await make('same');
    const { body } = await server().api.put(`${path}/same`, first);
    expect(body.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    const patched = await server().api.patch(`${path}/same`, 'merge', {
      data: { a: 'b' },
    });
    expect(patched.body.metadata.resourceVersion).toBe(
      first.metadata.resourceVersion,
    );
  });

  it('that are missing are neither read, replaced, patched nor deleted', async () => {
    const { api } = server();
    const answers = [
      await api.get(`${path}/missing`),
      await api.put(`${path}/missing`, { metadata: { name: 'missing' } }),
      await api.put(`${path}/missing`, {
        metadata: { name: 'missing', resourceVersion: '1' },
      }),
      await api.patch(`${path}/missing`, 'merge', {}),
      await api.delete(`${path}/missing`),
    ];
    expect(answers.map(said)).toEqual([
      ['404 NotFound', 'configmaps "missing" not found', '/configmaps missing'],
      ['404 NotFound', 'configmaps "missing" not found', '/configmaps missing'],
      ['404 NotFound', 'configmaps "missing" not found', '/configmaps missing'],
      ['404 NotFound', 'configmaps "missing" not found', '/configmaps missing'],
      ['404 NotFound', 'configmaps "missing" not found', '/configmaps missing'],
    ]);
  });

  it('are deleted, with their uid as the answer', async () => {
    const first = await make('deleted');
    const { code, body } = await server().api.delete(`${path}/deleted`);
    expect(code).toBe(200);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'deleted', kind: 'configmaps', uid: first.metadata.uid },
    });
    expect((await server().api.get(`${path}/deleted`)).code).toBe(404);
  });

  it('are only deleted when the preconditions hold', async () => {
    const { api } = server();
    const first = await make('guarded');
    const uid = await api.delete(`${path}/guarded`, {
      preconditions: { uid: 'other' },
    });
    const revision = await api.delete(`${path}/guarded`, {
      preconditions: { resourceVersion: '1' },
    });
    const masked = (lines: string[]) =>
      lines.map(line =>
        line
          .replace(first.metadata.uid, '<uid>')
          .replace(first.metadata.resourceVersion, '<rv>'),
      );
    expect(masked(said(uid))).toEqual([
      '409 Conflict',
      'Operation cannot be fulfilled on ConfigMap "guarded": the UID in the precondition (other) does not match the UID in record (<uid>). The object might have been deleted and then recreated',
      '/ConfigMap guarded',
    ]);
    expect(masked(said(revision))).toEqual([
      '409 Conflict',
      'Operation cannot be fulfilled on ConfigMap "guarded": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (<rv>). The object might have been modified',
      '/ConfigMap guarded',
    ]);
    const { code } = await api.delete(`${path}/guarded`, {
      preconditions: {
        uid: first.metadata.uid,
        resourceVersion: first.metadata.resourceVersion,
      },
    });
    expect(code).toBe(200);
  });

  it('are deleted as a collection, and only those selected', async () => {
    const { api } = server();
    const apart = await server().namespace();
    const there = `/api/v1/namespaces/${apart}/configmaps`;
    for (const name of ['one', 'two', 'three']) {
      await api.post(there, {
        metadata: { name, labels: { odd: String(name !== 'two') } },
      });
    }
    const { code, body } = await api.delete(`${there}?labelSelector=odd=true`);
    expect(code).toBe(200);
    expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
    const names = (list: any) => list.items.map((i: any) => i.metadata.name);
    expect(names(body).sort()).toEqual(['one', 'three']);
    const left = await api.get(`${there}?labelSelector=odd`);
    expect(names(left.body)).toEqual(['two']);
    await api.delete(`${there}?fieldSelector=metadata.name=two`);
    expect((await api.get(`${there}?labelSelector=odd`)).body.items).toEqual(
      [],
    );
  });

  it.each([
    [
      'policy',
      { propagationPolicy: 'Sideways' },
      [
        '422 Invalid',
        'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Sideways": supported values: "Foreground", "Background", "Orphan", "nil"',
      ],
    ],
    [
      'both',
      { propagationPolicy: 'Orphan', orphanDependents: true },
      [
        '422 Invalid',
        'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set',
      ],
    ],
    ['grace', { gracePeriodSeconds: -1 }, ['200', '']],
    [
      'dry run',
      { dryRun: ['Some'] },
      [
        '422 Invalid',
        'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
      ],
    ],
    [
      'wrong type',
      { gracePeriodSeconds: 'soon' },
      [
        '400 BadRequest',
        'json: cannot unmarshal string into Go struct field DeleteOptions.gracePeriodSeconds of type int64',
      ],
    ],
    [
      'list',
      [],
      [
        '400 BadRequest',
        'couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
      ],
    ],
    [
      'kind',
      { kind: 'Pod', apiVersion: 'v1' },
      [
        '400 BadRequest',
        'no kind "Pod" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"',
      ],
    ],
  ])(
    'are not deleted with options that are wrong: %s',
    async (name, body, text) => {
      const object = name.replace(' ', '-');
      await make(object);
      const answer = await server().api.delete(`${path}/${object}`, body);
      expect(said(answer).slice(0, 2)).toEqual(text);
    },
  );

  it.each([
    [
      'propagationPolicy=Sideways',
      [
        '422 Invalid',
        'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Sideways": supported values: "Foreground", "Background", "Orphan", "nil"',
        'meta.k8s.io/DeleteOptions ',
        '- FieldValueNotSupported propagationPolicy: Unsupported value: "Sideways": supported values: "Foreground", "Background", "Orphan", "nil"',
      ],
    ],
    [
      'gracePeriodSeconds=soon',
      ['400 BadRequest', 'strconv.ParseInt: parsing "soon": invalid syntax'],
    ],
    [
      'dryRun=Some',
      [
        '422 Invalid',
        'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
        'meta.k8s.io/DeleteOptions ',
        '- FieldValueNotSupported dryRun: Unsupported value: ["Some"]: supported values: "All"',
      ],
    ],
  ])('are not deleted with the query %s', async (query, text) => {
    const answer = await server().api.delete(
      `${path}/kube-root-ca.crt?${query}`,
    );
    expect(said(answer)).toEqual(text);
  });
});
