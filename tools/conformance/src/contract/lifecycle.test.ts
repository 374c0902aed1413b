import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

/**
 * Milliseconds for a real garbage collector to act on a resource type that is new: it looks for such types every 30 s,
 * waits up to 30 s for its caches of them, and starts again when meanwhile another suite has removed a type.
 */
const NEW_TYPE_PATIENCE = 200_000;

contract('the life of objects', server => {
  let ns: string;
  let path: string;
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await define(server(), {
      version: { subresources: { status: {} } },
    });
    ns = await server().namespace();
    path = `/api/v1/namespaces/${ns}/configmaps`;
  });
  const owner = async (name: string, more: object = {}) =>
    (await server().api.post(path, { metadata: { name, ...more } })).body;
  const owned = async (name: string, by: any, more: object = {}) =>
    (
      await server().api.post(path, {
        metadata: {
          name,
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              name: by.metadata.name,
              uid: by.metadata.uid,
              ...more,
            },
          ],
        },
      })
    ).body;
  const gone = (name: string, patienceMs?: number) =>
    server().api.until(`${path}/${name}`, ({ code }) => code === 404, {
      patienceMs,
    });

  it('finalizers: keep an object that is deleted', async () => {
    const { api } = server();
    const made = await owner('kept', {
      finalizers: ['example.com/a', 'example.com/b'],
    });
    const { code, body } = await api.delete(`${path}/kept`);
    expect(code).toBe(200);
    expect(body.kind).toBe('ConfigMap');
    expect(body.metadata).toMatchObject({
      uid: made.metadata.uid,
      deletionTimestamp: expect.any(String),
      deletionGracePeriodSeconds: 0,
      finalizers: ['example.com/a', 'example.com/b'],
    });
    const again = await api.delete(`${path}/kept`);
    expect(again.body.metadata.deletionTimestamp).toBe(
      body.metadata.deletionTimestamp,
    );
    const added = await api.patch(`${path}/kept`, 'json', [
      { op: 'add', path: '/metadata/finalizers/-', value: 'example.com/c' },
    ]);
    expect(said(added)).toEqual([
      '422 Invalid',
      'ConfigMap "kept" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/c"}',
      '/ConfigMap kept',
      '- FieldValueForbidden metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/c"}',
    ]);
    const changed = await api.patch(`${path}/kept`, 'merge', {
      data: { a: 'b' },
    });
    expect(changed.code).toBe(200);
    const exists = await api.post(path, { metadata: { name: 'kept' } });
    expect(said(exists)).toEqual([
      '409 AlreadyExists',
      'object is being deleted: configmaps "kept" already exists',
      '/configmaps kept',
    ]);
    await api.patch(`${path}/kept`, 'merge', {
      metadata: { finalizers: ['example.com/b'] },
    });
    expect((await api.get(`${path}/kept`)).code).toBe(200);
    const last = await api.patch(`${path}/kept`, 'merge', {
      metadata: { finalizers: null },
    });
    expect(last.code).toBe(200);
    expect((await api.get(`${path}/kept`)).code).toBe(404);
  });

  it('finalizers: are seen by watches', async () => {
    const { api } = server();
    const made = await owner('watched', { finalizers: ['example.com/a'] });
    const watch = api.watch(
      `${path}?watch=1&resourceVersion=${made.metadata.resourceVersion}&fieldSelector=metadata.name%3Dwatched`,
    );
    await api.delete(`${path}/watched`);
    await api.patch(`${path}/watched`, 'merge', {
      metadata: { finalizers: null },
    });
    const [first, last] = await watch.take(2);
    expect([first.type, last.type]).toEqual(['MODIFIED', 'DELETED']);
    expect(first.object.metadata.deletionTimestamp).toEqual(expect.any(String));
    watch.close();
  });

  it('generation: counts changes of what is wanted', async () => {
    const { api } = server();
    const at = widgets.path(ns);
    const made = await api.post(
      at,
      widgets.object(
        'counted',
        { a: 1 },
        { metadata: { name: 'counted', generation: 9 } },
      ),
    );
    const generation = async (patch: object, sub = '') =>
      (await api.patch(`${at}/counted${sub}`, 'merge', patch)).body.metadata
        .generation;
    expect(made.body.metadata.generation).toBe(1);
    expect(await generation({ metadata: { labels: { l: '1' } } })).toBe(1);
    expect(await generation({ spec: { a: 2 } })).toBe(2);
    expect(await generation({ spec: { a: 2 } })).toBe(2);
    expect(await generation({ status: { x: 1 } }, '/status')).toBe(2);
    expect(await generation({ metadata: { generation: 1 } })).toBe(2);
    await api.patch(`${at}/counted`, 'merge', {
      metadata: { finalizers: ['example.com/a'] },
    });
    const deleted = await api.delete(`${at}/counted`);
    expect(deleted.body.metadata.generation).toBe(3);
    await api.patch(`${at}/counted`, 'merge', {
      metadata: { finalizers: null },
    });
  });

  it('background: dependents go after their owner', async () => {
    const { api } = server();
    const first = await owner('bg-owner');
    const second = await owned('bg-child', first);
    await owned('bg-grandchild', second);
    const { body } = await api.delete(`${path}/bg-owner`, {
      propagationPolicy: 'Background',
    });
    expect(body.status).toBe('Success');
    expect((await api.get(`${path}/bg-owner`)).code).toBe(404);
    await gone('bg-child');
    await gone('bg-grandchild');
  });

  it('foreground: the owner waits for those that block it', async () => {
    const { api } = server();
    const first = await owner('fg-owner');
    await owned('fg-child', first, { blockOwnerDeletion: true });
    await api.patch(`${path}/fg-child`, 'merge', {
      metadata: { finalizers: ['example.com/hold'] },
    });
    const { body } = await api.delete(`${path}/fg-owner`, {
      propagationPolicy: 'Foreground',
    });
    expect(body.metadata.finalizers).toEqual(['foregroundDeletion']);
    await api.until(
      `${path}/fg-child`,
      a => a.body.metadata.deletionTimestamp !== undefined,
    );
    expect((await api.get(`${path}/fg-owner`)).code).toBe(200);
    await api.patch(`${path}/fg-child`, 'merge', {
      metadata: { finalizers: null },
    });
    await gone('fg-owner');
  });

  it('orphan: dependents stay, without their owner', async () => {
    const { api } = server();
    const first = await owner('or-owner');
    await owned('or-child', first);
    const { body } = await api.delete(`${path}/or-owner`, {
      propagationPolicy: 'Orphan',
    });
    expect(body.metadata.finalizers).toEqual(['orphan']);
    await gone('or-owner');
    const child = await api.get(`${path}/or-child`);
    expect(child.body.metadata.ownerReferences).toBeUndefined();
  });

  it('orphan by the old field', async () => {
    const { api } = server();
    const first = await owner('old-owner');
    await owned('old-child', first);
    await api.delete(`${path}/old-owner`, { orphanDependents: true });
    await gone('old-owner');
    expect((await api.get(`${path}/old-child`)).code).toBe(200);
  });

  it('two owners: the dependent goes with the last', async () => {
    const { api } = server();
    const [one, two] = [await owner('two-a'), await owner('two-b')];
    const ref = (o: any) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: o.metadata.name,
      uid: o.metadata.uid,
    });
    await api.post(path, {
      metadata: { name: 'two-child', ownerReferences: [ref(one), ref(two)] },
    });
    await api.delete(`${path}/two-a`);
    const child = await api.until(
      `${path}/two-child`,
      a => a.body.metadata.ownerReferences.length === 1,
    );
    expect(child.body.metadata.ownerReferences[0].name).toBe('two-b');
    await api.delete(`${path}/two-b`);
    await gone('two-child');
  });

  it('an owner that is not there takes its dependents', async () => {
    const { api } = server();
    await api.post(path, {
      metadata: {
        name: 'lost',
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: 'nobody',
            uid: '11111111-1111-4111-8111-111111111111',
          },
        ],
      },
    });
    await gone('lost');
    const { code } = await api.get(`${path}/lost`);
    expect(code).toBe(404);
  });

  it('custom resources own and are owned', async () => {
    const { api } = server();
    const made = await api.post(widgets.path(ns), widgets.object('owner'));
    await api.post(path, {
      metadata: {
        name: 'of-widget',
        ownerReferences: [
          {
            apiVersion: widgets.apiVersion,
            kind: 'Widget',
            name: 'owner',
            uid: made.body.metadata.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
    });
    await api.delete(`${widgets.path(ns)}/owner`);
    await gone('of-widget', NEW_TYPE_PATIENCE);
    expect((await api.get(`${widgets.path(ns)}/owner`)).code).toBe(404);
  });

  it('namespaces: end with all that is in them', async () => {
    const { api } = server();
    const name = await server().namespace();
    const inside = `/api/v1/namespaces/${name}/configmaps`;
    await api.post(inside, {
      metadata: { name: 'held', finalizers: ['example.com/hold'] },
    });
    await api.post(inside, { metadata: { name: 'free' } });
    await api.post(widgets.path(name), widgets.object('inside'));
    const deleted = await api.delete(`/api/v1/namespaces/${name}`);
    expect(deleted.code).toBe(200);
    expect(deleted.body).toMatchObject({
      kind: 'Namespace',
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Terminating' },
      metadata: { deletionTimestamp: expect.any(String) },
    });
    const refused = await api.post(inside, { metadata: { name: 'late' } });
    expect(said(refused)).toEqual([
      '403 Forbidden',
      'configmaps "late" is forbidden: unable to create new content in namespace contract because it is being terminated',
      '/configmaps late',
      '- NamespaceTerminating metadata.namespace: namespace contract is being terminated',
    ]);
    const custom = await api.post(widgets.path(name), widgets.object('late'));
    expect(said(custom)).toEqual([
      '403 Forbidden',
      'widgets.widgets.example.com "late" is forbidden: unable to create new content in namespace contract because it is being terminated',
      'widgets.example.com/widgets late',
      '- NamespaceTerminating metadata.namespace: namespace contract is being terminated',
    ]);
    await api.until(`${inside}/free`, ({ code }) => code === 404);
    const waiting = await api.until(`/api/v1/namespaces/${name}`, a =>
      a.body.status.conditions?.some(
        (c: any) =>
          c.type === 'NamespaceFinalizersRemaining' && c.status === 'True',
      ),
    );
    expect(
      waiting.body.status.conditions.map((c: any) => [
        c.type,
        c.status,
        c.reason,
        c.message,
      ]),
    ).toEqual([
      [
        'NamespaceDeletionDiscoveryFailure',
        'False',
        'ResourcesDiscovered',
        'All resources successfully discovered',
      ],
      [
        'NamespaceDeletionGroupVersionParsingFailure',
        'False',
        'ParsedGroupVersions',
        'All legacy kube types successfully parsed',
      ],
      [
        'NamespaceDeletionContentFailure',
        'False',
        'ContentDeleted',
        'All content successfully deleted, may be waiting on finalization',
      ],
      [
        'NamespaceContentRemaining',
        'True',
        'SomeResourcesRemain',
        'Some resources are remaining: configmaps. has 1 resource instances',
      ],
      [
        'NamespaceFinalizersRemaining',
        'True',
        'SomeFinalizersRemain',
        'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
      ],
    ]);
    expect(
      (await api.patch(`${inside}/held`, 'merge', { data: { a: 'b' } })).code,
    ).toBe(200);
    await api.patch(`${inside}/held`, 'merge', {
      metadata: { finalizers: null },
    });
    await api.until(`/api/v1/namespaces/${name}`, ({ code }) => code === 404);
    const last = await api.post(inside, { metadata: { name: 'never' } });
    expect(said(last)).toEqual([
      '404 NotFound',
      'namespaces "contract" not found',
      '/namespaces contract',
    ]);
  });

  it('namespaces: are made with label, phase and finalizer', async () => {
    const name = await server().namespace({ mine: '1' });
    const { body } = await server().api.get(`/api/v1/namespaces/${name}`);
    expect(body.metadata.labels).toEqual({
      mine: '1',
      'kubernetes.io/metadata.name': name,
    });
    expect(body.spec).toEqual({ finalizers: ['kubernetes'] });
    expect(body.status).toEqual({ phase: 'Active' });
    const relabelled = await server().api.patch(
      `/api/v1/namespaces/${name}`,
      'merge',
      { metadata: { labels: { 'kubernetes.io/metadata.name': 'other' } } },
    );
    expect(said(relabelled)).toEqual(['200']);
    const unfinalized = await server().api.patch(
      `/api/v1/namespaces/${name}`,
      'merge',
      { spec: { finalizers: [] } },
    );
    expect(unfinalized.body.spec).toEqual({ finalizers: ['kubernetes'] });
  });

  it('namespaces: of the system stay', async () => {
    const { api } = server();
    expect(said(await api.delete('/api/v1/namespaces/default'))).toEqual([
      '403 Forbidden',
      'namespaces "default" is forbidden: this namespace may not be deleted',
      '/namespaces default',
    ]);
    expect(said(await api.delete('/api/v1/namespaces/kube-system'))).toEqual([
      '403 Forbidden',
      'namespaces "kube-system" is forbidden: this namespace may not be deleted',
      '/namespaces kube-system',
    ]);
    expect(
      said(
        await api.post('/api/v1/namespaces/nowhere/configmaps', {
          metadata: { name: 'x' },
        }),
      ),
    ).toEqual([
      '404 NotFound',
      'namespaces "nowhere" not found',
      '/namespaces nowhere',
    ]);
    expect(
      said(await api.post(widgets.path('nowhere'), widgets.object('x'))),
    ).toEqual([
      '404 NotFound',
      'namespaces "nowhere" not found',
      '/namespaces nowhere',
    ]);
  });
});
