import { TestServer } from './testing/testServer';
import { configMap, widget, WIDGETS } from './testing/widgets';

describe('lists', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    server.server.load([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'paged' } },
      WIDGETS,
      ...Array.from({ length: 25 }, (_, i) =>
        configMap(`m-${String(i).padStart(2, '0')}`, {
          namespace: 'paged',
          labels: { parity: i % 2 ? 'odd' : 'even', n: String(i) },
        }),
      ),
      widget('in-default'),
    ]);
  });
  afterAll(() => server.remove());

  const paged = '/api/v1/namespaces/paged/configmaps';
  const names = (body: { items: { metadata: { name: string } }[] }) =>
    body.items.map(item => item.metadata.name);

  it('reads page by page what there was at the first page', async () => {
    const first = await server.get(`${paged}?limit=10`);
    expect(first.body.items).toHaveLength(10);
    expect(first.body.metadata.remainingItemCount).toBe(16);
    await server.post(paged, configMap('m-10-later'));
    await server.delete(`${paged}/m-11`);
    const more = (token: string) =>
      server.get(`${paged}?limit=10&continue=${encodeURIComponent(token)}`);
    const second = await more(first.body.metadata.continue);
    expect(second.body.metadata.resourceVersion).toBe(
      first.body.metadata.resourceVersion,
    );
    const third = await more(second.body.metadata.continue);
    expect(third.body.metadata.continue).toBeUndefined();
    const all = [first, second, third].flatMap(({ body }) => names(body));
    expect(all).toHaveLength(26);
    expect(all).toContain('m-11');
    expect(all).not.toContain('m-10-later');
  });

  it('refuses a token that is not known any more', async () => {
    const token = Buffer.from(
      JSON.stringify({ v: 'meta.k8s.io/v1', rv: 1, start: 'paged/m-05' }),
    ).toString('base64url');
    const { code, body } = await server.get(
      `${paged}?limit=5&continue=${token}`,
    );
    expect(code).toBe(410);
    expect(body.reason).toBe('Expired');
    const rest = await server.get(
      `${paged}?limit=500&continue=${body.metadata.continue}`,
    );
    expect(names(rest.body)[0]).toBe('m-05');
    const broken = await server.get(`${paged}?limit=5&continue=garbage`);
    expect(broken.code).toBe(400);
  });

  it.each([
    ['parity=even,n in (2,3,4)', ['m-02', 'm-04']],
    ['n in (1, 2),parity!=odd', ['m-02']],
    ['n notin (0),!parity', ['kube-root-ca.crt']],
    ['n>22', ['m-23', 'm-24']],
  ])('selects by the labels %s', async (selector, wanted) => {
    const { body } = await server.get(
      `${paged}?labelSelector=${encodeURIComponent(selector)}`,
    );
    expect(names(body).filter(name => name !== 'm-10-later')).toEqual(wanted);
  });

  it.each(['a=b=c', 'in (a)', 'a in b', 'a in (b', '-a=b'])(
    'refuses the label selector %s',
    async selector => {
      const { code, body } = await server.get(
        `${paged}?labelSelector=${encodeURIComponent(selector)}`,
      );
      expect(code).toBe(400);
      expect(body.message).toMatch(
        /^(unable to parse requirement: )?(found|<nil>)/,
      );
    },
  );

  it('selects by fields', async () => {
    const one = await server.get(
      '/api/v1/configmaps?fieldSelector=metadata.name=m-03,metadata.namespace=paged',
    );
    expect(names(one.body)).toEqual(['m-03']);
    const secrets = '/api/v1/namespaces/default/secrets';
    await server.post(secrets, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'typed' },
      type: 'example.com/x',
      stringData: { a: 'b' },
    });
    const typed = await server.get(
      `${secrets}?fieldSelector=type%3Dexample.com/x`,
    );
    expect(names(typed.body)).toEqual(['typed']);
    expect(typed.body.items[0].data).toEqual({ a: 'Yg==' });
    const { code, body } = await server.get(
      `${paged}?fieldSelector=data.a%3Db`,
    );
    expect(code).toBe(400);
    expect(body.message).toBe(
      '"data.a" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
  });

  it('lists all namespaces, and one', async () => {
    const all = await server.get('/apis/example.com/v1/widgets');
    expect(names(all.body)).toEqual(['in-default']);
    expect(all.body.items[0].kind).toBe('Widget');
    expect(all.body.kind).toBe('WidgetList');
    const none = await server.get(
      '/apis/example.com/v1/namespaces/paged/widgets',
    );
    expect(none.body.items).toEqual([]);
  });

  it('deletes what is selected', async () => {
    const { body } = await server.delete(`${paged}?labelSelector=parity%3Dodd`);
    expect(body.items).toHaveLength(11);
    const left = await server.get(`${paged}?labelSelector=parity`);
    expect(left.body.items).toHaveLength(13);
  });

  it('sends only metadata when asked to', async () => {
    const { body } = await server.get(`${paged}?limit=1`, {
      headers: {
        accept:
          'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      },
    });
    expect(body.kind).toBe('PartialObjectMetadataList');
    expect(Object.keys(body.items[0])).toEqual([
      'kind',
      'apiVersion',
      'metadata',
    ]);
  });
});
