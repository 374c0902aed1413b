import { TestServer } from './testing/testServer';
import { CONFIG_MAPS, configMap } from './testing/widgets';

const NAMESPACES = '/api/v1/namespaces';
const PODS = '/api/v1/namespaces/default/pods';

function namespace(name: string) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function pod(name: string, spec: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name: 'c', image: 'c' }], ...spec },
  };
}

describe('life and death', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.remove());

  /** Waits until an object is gone. */
  const afterwards = async (path: string) => {
    const { body } = await server.until(path, ({ code }) => code === 404);
    return body.reason;
  };

  async function owned(name: string, owner: string, block = true) {
    const { body } = await server.get(`${CONFIG_MAPS}/${owner}`);
    return server.post(
      CONFIG_MAPS,
      configMap(name, {
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: owner,
            uid: body.metadata.uid,
            blockOwnerDeletion: block,
          },
        ],
      }),
    );
  }

  it('keeps an object until its last finalizer is gone', async () => {
    await server.post(
      CONFIG_MAPS,
      configMap('final', { finalizers: ['example.com/a'] }),
    );
    const marked = await server.delete(`${CONFIG_MAPS}/final`);
    expect(marked.body.metadata).toMatchObject({
      deletionTimestamp: expect.any(String),
      deletionGracePeriodSeconds: 0,
    });
    const again = await server.post(CONFIG_MAPS, configMap('final'));
    expect(again.body.message).toBe(
      'object is being deleted: configmaps "final" already exists',
    );
    const { code, body } = await server.patch(`${CONFIG_MAPS}/final`, 'merge', {
      metadata: { finalizers: ['example.com/a', 'example.com/b'] },
    });
    expect(code).toBe(422);
    expect(body.message).toBe(
      'ConfigMap "final" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/b"}',
    );
    await server.patch(`${CONFIG_MAPS}/final`, 'json', [
      { op: 'remove', path: '/metadata/finalizers' },
    ]);
    expect((await server.get(`${CONFIG_MAPS}/final`)).code).toBe(404);
  });

  it('holds deletions to their preconditions', async () => {
    const { body: created } = await server.post(CONFIG_MAPS, configMap('pre'));
    const { code, body } = await server.delete(`${CONFIG_MAPS}/pre`, {
      preconditions: { uid: 'other' },
    });
    expect(code).toBe(409);
    expect(body.message).toBe(
      `Operation cannot be fulfilled on ConfigMap "pre": the UID in the precondition (other) does not match the UID in record (${created.metadata.uid}). The object might have been deleted and then recreated`,
    );
    const stale = await server.delete(`${CONFIG_MAPS}/pre`, {
      preconditions: { resourceVersion: '1' },
    });
    expect(stale.code).toBe(409);
    const right = await server.delete(`${CONFIG_MAPS}/pre`, {
      preconditions: { uid: created.metadata.uid },
    });
    expect(right.code).toBe(200);
  });

  it('deletes dependents in the background', async () => {
    await server.post(CONFIG_MAPS, configMap('root'));
    await owned('child', 'root');
    await owned('grandchild', 'child');
    await server.delete(`${CONFIG_MAPS}/root`);
    expect(await afterwards(`${CONFIG_MAPS}/child`)).toBe('NotFound');
    expect(await afterwards(`${CONFIG_MAPS}/grandchild`)).toBe('NotFound');
  });

  it('deletes dependents before their owner', async () => {
    await server.post(CONFIG_MAPS, configMap('first'));
    await owned('held', 'first');
    await server.patch(`${CONFIG_MAPS}/held`, 'merge', {
      metadata: { finalizers: ['example.com/hold'] },
    });
    await server.delete(`${CONFIG_MAPS}/first`, {
      propagationPolicy: 'Foreground',
    });
    await server.until(
      `${CONFIG_MAPS}/held`,
      ({ body }) => body.metadata.deletionTimestamp,
    );
    const waiting = await server.get(`${CONFIG_MAPS}/first`);
    expect(waiting.body.metadata.finalizers).toEqual(['foregroundDeletion']);
    await server.patch(`${CONFIG_MAPS}/held`, 'merge', {
      metadata: { finalizers: null },
    });
    expect(await afterwards(`${CONFIG_MAPS}/first`)).toBe('NotFound');
  });

  it('lets dependents live on', async () => {
    await server.post(CONFIG_MAPS, configMap('parent'));
    await owned('orphan', 'parent');
    await server.delete(`${CONFIG_MAPS}/parent`, {
      propagationPolicy: 'Orphan',
    });
    expect(await afterwards(`${CONFIG_MAPS}/parent`)).toBe('NotFound');
    const { body } = await server.get(`${CONFIG_MAPS}/orphan`);
    expect(body.metadata.ownerReferences).toBeUndefined();
  });

  it('deletes what is made for an owner that is gone', async () => {
    await server.post(
      CONFIG_MAPS,
      configMap('late', {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'gone' },
        ],
      }),
    );
    expect(await afterwards(`${CONFIG_MAPS}/late`)).toBe('NotFound');
  });

  it('gives namespaces what belongs in them', async () => {
    const { body } = await server.post(NAMESPACES, namespace('full'));
    expect(body).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'full' } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
    const account = await server.get(
      `${NAMESPACES}/full/serviceaccounts/default`,
    );
    expect(account.code).toBe(200);
    const ca = await server.get(
      `${NAMESPACES}/full/configmaps/kube-root-ca.crt`,
    );
    expect(ca.body.data['ca.crt']).toBe(server.server.caData);
  });

  it('empties a namespace before it goes', async () => {
    await server.post(NAMESPACES, namespace('going'));
    const maps = `${NAMESPACES}/going/configmaps`;
    await server.post(maps, configMap('held', { finalizers: ['a.io/x'] }));
    await server.post(maps, configMap('free'));
    const marked = await server.delete(`${NAMESPACES}/going`);
    expect(marked.body.status.phase).toBe('Terminating');
    expect(await afterwards(`${maps}/free`)).toBe('NotFound');
    const { code, body } = await server.post(maps, configMap('new'));
    expect(code).toBe(403);
    expect(body.message).toBe(
      'configmaps "new" is forbidden: unable to create new content in namespace going because it is being terminated',
    );
    expect(body.details.causes).toEqual([
      {
        reason: 'NamespaceTerminating',
        message: 'namespace going is being terminated',
        field: 'metadata.namespace',
      },
    ]);
    const waiting = await server.get(`${NAMESPACES}/going`);
    expect(
      waiting.body.status.conditions.map((c: { type: string }) => c.type),
    ).toContain('NamespaceContentRemaining');
    await server.patch(`${maps}/held`, 'merge', {
      metadata: { finalizers: null },
    });
    expect(await afterwards(`${NAMESPACES}/going`)).toBe('NotFound');
    const { items } = (await server.get(maps)).body;
    expect(items).toEqual([]);
  });

  it('creates nothing in a namespace that is not there', async () => {
    const { code, body } = await server.post(
      `${NAMESPACES}/nowhere/configmaps`,
      configMap('x'),
    );
    expect(code).toBe(404);
    expect(body.message).toBe('namespaces "nowhere" not found');
    const kept = await server.delete(`${NAMESPACES}/default`);
    expect(kept.code).toBe(403);
  });

  it('gives pods on a node time to shut down', async () => {
    await server.post('/api/v1/nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n1' },
    });
    await server.post(PODS, pod('slow', { nodeName: 'n1' }));
    const marked = await server.delete(`${PODS}/slow`);
    expect(marked.body.metadata.deletionGracePeriodSeconds).toBe(30);
    expect((await server.get(`${PODS}/slow`)).code).toBe(200);
    await server.delete(`${PODS}/slow`, { gracePeriodSeconds: 0 });
    expect((await server.get(`${PODS}/slow`)).code).toBe(404);
    await server.post(PODS, pod('waiting'));
    await server.delete(`${PODS}/waiting`);
    expect((await server.get(`${PODS}/waiting`)).code).toBe(404);
    await server.post(PODS, pod('lost', { nodeName: 'gone' }));
    await server.delete(`${PODS}/lost`);
    expect(await afterwards(`${PODS}/lost`)).toBe('NotFound');
  });
});

describe('objects that are kept', () => {
  it('are there at the next start', async () => {
    let server = await TestServer.start({ keep: true });
    await server.post(CONFIG_MAPS, configMap('kept'));
    const before = await server.get(`${CONFIG_MAPS}/kept`);
    await server.stop();
    server = await TestServer.start({ keep: true, dataDir: server.dir });
    expect((await server.get(`${CONFIG_MAPS}/kept`)).body).toEqual(before.body);
    const { body } = await server.post(CONFIG_MAPS, configMap('newer'));
    expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(
      Number(before.body.metadata.resourceVersion),
    );
    await server.remove();
  });
});
