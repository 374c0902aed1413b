import { define, Defined } from '../testing/define';
import { withKubectl } from '../testing/kubectl';

withKubectl('kubectl reads', (server, kubectl) => {
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await define(server(), {
      schema: {
        type: 'object',
        description: 'A widget.',
        properties: {
          spec: {
            type: 'object',
            description: 'What it is to be.',
            properties: {
              size: {
                type: 'string',
                description: 'How large.',
                enum: ['small', 'large'],
              },
              parts: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { name: { type: 'string' } },
                },
              },
            },
          },
        },
      },
      version: {
        additionalPrinterColumns: [
          { name: 'Size', type: 'string', jsonPath: '.spec.size' },
          { name: 'Wide', type: 'string', jsonPath: '.spec.size', priority: 1 },
        ],
      },
    });
    await server().api.post(
      widgets.path(kubectl().namespace),
      widgets.object('w', { size: 'small', parts: [{ name: 'p' }] }),
    );
  });
  const run = (...args: string[]) => kubectl().run(...args);
  const plural = () => `widgets.${widgets.group}`;
  const columns = (text: string) => text.split('\n')[0].split(/\s{2,}/);

  it('tables, wide and of all namespaces', async () => {
    const table = await run('get', plural());
    expect(columns(table)).toEqual(['NAME', 'SIZE']);
    expect(table).toMatch(/^w +small$/m);
    expect(columns(await run('get', plural(), '-o', 'wide'))).toEqual([
      'NAME',
      'SIZE',
      'WIDE',
    ]);
    expect(columns(await run('get', plural(), '-A'))).toEqual([
      'NAMESPACE',
      'NAME',
      'SIZE',
    ]);
    expect(columns(await run('get', plural(), '--show-labels'))).toContain(
      'LABELS',
    );
    expect(columns(await run('get', 'namespaces'))).toEqual([
      'NAME',
      'STATUS',
      'AGE',
    ]);
  });

  it('yaml, json, names, columns of its own and jsonpath', async () => {
    expect(await run('get', plural(), 'w', '-o', 'yaml')).toMatch(
      /^apiVersion: .*\nkind: Widget\nmetadata:\n/,
    );
    const list = JSON.parse(await run('get', plural(), '-o', 'json'));
    expect(list).toMatchObject({
      kind: 'List',
      items: [{ kind: 'Widget', spec: { size: 'small' } }],
    });
    expect(await run('get', plural(), '-o', 'name')).toBe(
      `widget.${widgets.group}/w`,
    );
    expect(
      await run(
        'get',
        plural(),
        '-o',
        'custom-columns=N:.metadata.name,S:.spec.size',
      ),
    ).toMatch(/^N +S\nw +small$/);
    expect(
      await run(
        'get',
        plural(),
        '-o',
        'jsonpath={.items[*].spec.parts[0].name}',
      ),
    ).toBe('p');
    expect(await run('get', '--raw', '/readyz')).toBe('ok');
  });

  it('changes as they happen', async () => {
    await run('create', 'cm', 'first');
    let isMade = false;
    const text = await kubectl().follow(
      ['get', 'cm', '-w', '-o', 'name'],
      all => {
        if (!isMade) {
          isMade = true;
          server()
            .api.post(`/api/v1/namespaces/${kubectl().namespace}/configmaps`, {
              metadata: { name: 'watched' },
            })
            .catch(() => undefined);
        }
        return all.includes('configmap/watched');
      },
    );
    expect(text).toContain('configmap/watched');
  });

  it('descriptions', async () => {
    const widget = await run('describe', plural(), 'w');
    expect(widget).toMatch(/^Name: +w$/m);
    expect(widget).toMatch(/^ +Size: +small$/m);
    const { namespace } = kubectl();
    const { api } = server();
    await api.until(
      `/api/v1/namespaces/${namespace}/serviceaccounts/default`,
      ({ code }) => code === 200,
    );
    await api.post(`/api/v1/namespaces/${namespace}/pods`, {
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'c', image: 'i:1' }] },
    });
    const pod = await run('describe', 'pod', 'p');
    expect(pod).toMatch(/^Name: +p$/m);
    expect(pod).toMatch(/Image: +i:1/);
    await api.post(`/api/v1/namespaces/${namespace}/services`, {
      metadata: { name: 's' },
      spec: { ports: [{ port: 80 }], selector: { a: 'b' } },
    });
    const service = await run('describe', 'service', 's');
    expect(service).toMatch(/^Selector: +a=b$/m);
    expect(service).toMatch(/^Port: +<unset> +80\/TCP$/m);
    expect(await run('describe', 'namespace', namespace)).toMatch(
      /^Status: +Active$/m,
    );
  });

  it('explanations', async () => {
    const kind = ['--api-version', widgets.apiVersion];
    expect(await run('explain', 'widgets.spec.size', ...kind)).toMatch(
      /ENUM:\s+small\s+large/,
    );
    const all = await run('explain', 'widgets', '--recursive', ...kind);
    expect(all).toMatch(/A widget\./);
    expect(all).toMatch(/parts\s+<\[\]Object>\n\s+name\s+<string>/);
    expect(await run('explain', 'pod.spec.containers')).toContain(
      'imagePullPolicy',
    );
    expect(await run('explain', 'deployment', '--recursive')).toContain(
      'terminationGracePeriodSeconds',
    );
    expect(await kubectl().refusal('explain', 'pod.spec.nothing')).toContain(
      'field "nothing" does not exist',
    );
  });

  it('what kinds and versions there are', async () => {
    expect(
      await run('api-resources', `--api-group=${widgets.group}`, '-o', 'name'),
    ).toBe(plural());
    expect(await run('api-resources', '--namespaced=false')).toMatch(
      /^namespaces +ns +v1 +false +Namespace$/m,
    );
    const versions = (await run('api-versions')).split('\n');
    expect(versions).toEqual(
      expect.arrayContaining(['v1', 'apps/v1', 'batch/v1', widgets.apiVersion]),
    );
  });

  it('rights, identity and tokens', async () => {
    expect(await run('auth', 'whoami', '-o', 'json')).toContain(
      '"username": "admin"',
    );
    expect(await run('auth', 'can-i', 'create', 'pods')).toBe('yes');
    const as = ['--as=acme:bob', '--as-group=acme:user'];
    expect(
      await kubectl().output('auth', 'can-i', 'create', 'pods', ...as),
    ).toBe('no');
    expect(await run('auth', 'can-i', '--list', ...as)).toContain(
      'selfsubjectreviews.authentication.k8s.io',
    );
    expect(await kubectl().refusal('get', 'pods', ...as)).toBe(
      `Error from server (Forbidden): pods is forbidden: User "acme:bob" cannot list resource "pods" in API group "" in the namespace "${
        kubectl().namespace
      }"`,
    );
    const token = await run('create', 'token', 'default');
    expect(token.split('.')).toHaveLength(3);
  });

  it('events', async () => {
    const { namespace } = kubectl();
    const at = '2020-01-01T00:00:00Z';
    await server().api.post(`/api/v1/namespaces/${namespace}/events`, {
      metadata: { name: 'e' },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'q', namespace },
      reason: 'Why',
      message: 'hello there',
      type: 'Warning',
      firstTimestamp: at,
      lastTimestamp: at,
    });
    expect(await run('get', 'events')).toMatch(
      /Warning +Why +pod\/q +hello there/,
    );
    expect(await run('events', '--for=pod/q')).toContain('hello there');
  });

  it('no logs of a pod that runs nowhere, and says so', async () => {
    const refusal = await kubectl().refusal('logs', 'nobody');
    expect(refusal).toMatch(/pods "nobody" not found/);
  });
});
