import { TLSSocket } from 'node:tls';
import { WebSocket } from 'ws';
import { AggregatedServer, API_SERVICES } from '../testing/aggregatedServer';
import { contract } from '../testing/contract';
import { binding, RBAC, untilMay, user } from '../testing/rbac';

interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
}

function available(body: { status?: { conditions?: Condition[] } }) {
  const found = body.status?.conditions?.find(c => c.type === 'Available');
  return found && [found.status, found.reason, found.message];
}

contract('an aggregated API', server => {
  let extension: AggregatedServer;
  let namespace: string;
  let at: string;
  let base: string;
  beforeAll(async () => {
    namespace = await server().namespace();
    const group = `${server().unique('group')}.example.com`;
    extension = await AggregatedServer.start(group, namespace);
    at = await extension.register(server());
    base = `/apis/${group}/v1/namespaces/${namespace}`;
    await server().api.until(at, ({ body }) => available(body)?.[0] === 'True');
    // The condition is there a moment before requests are passed on.
    await server().api.until(`${base}/ready`, ({ code }) => code === 200);
  });
  afterAll(async () => {
    await extension?.stop();
  });
  const last = () => extension.asked[extension.asked.length - 1];

  it('is available', async () => {
    const { body } = await server().api.get(at);
    expect(available(body)).toEqual(['True', 'Passed', 'all checks passed']);
  });

  it('gets requests as they are, and its answers are the answers', async () => {
    const { api } = server();
    const answer = await api.put(
      `${base}/machines/a/start?dryRun=All&x=1`,
      { paused: true },
      { headers: { 'x-custom': 'kept' } },
    );
    expect(answer.code).toBe(200);
    expect(answer.headers['x-extension']).toBe('yes');
    expect(answer.body).toEqual({
      method: 'PUT',
      url: `${base}/machines/a/start?dryRun=All&x=1`,
      body: '{"paused":true}',
    });
    expect(last().headers['x-custom']).toBe('kept');
    expect(last().headers['content-type']).toBe('application/json');
    const refused = await api.put(`${base}/machines/a/refused`, {});
    expect(refused.code).toBe(409);
  });

  it('is told by the front proxy who makes a request', async () => {
    const { api } = server();
    const headers = {
      'impersonate-user': 'jane',
      'impersonate-group': ['a', 'system:masters'],
      'impersonate-extra-example.com%2fscope': ['s', 't'],
      'impersonate-uid': 'u-1',
    };
    await api.get(`${base}/machines`, { headers });
    const { headersDistinct, headers: got } = last();
    expect(headersDistinct).toMatchObject({
      'x-remote-user': ['jane'],
      'x-remote-group': ['a', 'system:masters', 'system:authenticated'],
      'x-remote-extra-example.com%2fscope': ['s', 't'],
      'x-remote-uid': ['u-1'],
    });
    expect(got.authorization).toBeUndefined();
    expect(got['impersonate-user']).toBeUndefined();
    const certificate = (last().socket as TLSSocket).getPeerCertificate();
    expect(certificate.subject.CN).toBe('front-proxy-client');
    await api.get(`${base}/machines`, {
      headers: { 'x-remote-user': 'faked' },
    });
    expect(last().headers['x-remote-user']).toBe('admin');
  });

  it('gets only what the user may ask', async () => {
    const { api } = server();
    const before = extension.asked.length;
    const refused = await api.get(`${base}/machines`, { token: 'alice' });
    expect(refused.body.message).toBe(
      `machines.${extension.group} is forbidden: User "acme:alice" cannot list resource "machines" in API group "${extension.group}" in the namespace "${namespace}"`,
    );
    expect(extension.asked).toHaveLength(before);
    const rbac = `${RBAC}/namespaces/${namespace}`;
    await api.post(`${rbac}/roles`, {
      metadata: { name: 'starter' },
      rules: [
        {
          verbs: ['update'],
          apiGroups: [extension.group],
          resources: ['machines/start'],
        },
      ],
    });
    await api.post(
      `${rbac}/rolebindings`,
      binding('starter', 'Role/starter', user('acme:alice')),
    );
    await untilMay(api, 'alice', {
      verb: 'update',
      group: extension.group,
      resource: 'machines',
      subresource: 'start',
      namespace,
    });
    const token = 'alice';
    const started = await api.put(`${base}/machines/a/start`, {}, { token });
    expect(started.code).toBe(200);
    expect(last().headers['x-remote-user']).toBe('acme:alice');
  });

  it('is discovered', async () => {
    const { api } = server();
    const { group } = extension;
    const groups = await api.until('/apis', ({ body }) =>
      body.groups.some((item: { name: string }) => item.name === group),
    );
    expect(groups.body.groups).toContainEqual({
      name: group,
      versions: [{ groupVersion: `${group}/v1`, version: 'v1' }],
      preferredVersion: { groupVersion: `${group}/v1`, version: 'v1' },
    });
    const own = await api.get(`/apis/${group}/v1`);
    expect(own.body.resources).toHaveLength(1);
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const aggregated = await api.until(
      '/apis',
      ({ body }) =>
        body.items?.some(
          (item: { metadata: { name: string } }) =>
            item.metadata.name === group,
        ),
      { headers: { accept } },
    );
    const item = aggregated.body.items.find(
      (found: { metadata: { name: string } }) => found.metadata.name === group,
    );
    expect(item.versions).toMatchObject([
      {
        version: 'v1',
        freshness: 'Current',
        resources: [
          {
            resource: 'machines',
            subresources: [{ subresource: 'start', verbs: ['update'] }],
          },
        ],
      },
    ]);
  });

  it('may change the protocol', async () => {
    const url = `${server().api.url.replace(
      'https',
      'wss',
    )}${base}/machines/a/console`;
    const socket = new WebSocket(url, ['plain.example.com'], {
      ca: server().api.caData,
      headers: { authorization: 'Bearer admin' },
    });
    const messages: string[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', data => {
        messages.push(String(data));
        if (messages.length === 1) {
          socket.send('one');
        } else {
          resolve();
        }
      });
    });
    expect(messages).toEqual(['hello admin', 'echo one']);
    expect(socket.protocol).toBe('plain.example.com');
    const closed = new Promise(resolve => {
      socket.on('close', resolve);
    });
    socket.close();
    await closed;
  });
});

contract('an aggregated API that is away', server => {
  it('is not available, and says why', async () => {
    const { api } = server();
    const namespace = await server().namespace();
    const group = `${server().unique('away')}.example.com`;
    const extension = await AggregatedServer.start(group, namespace);
    extension.isServing = false;
    const { port } = extension;
    try {
      const at = await extension.register(server());
      const { body } = await api.until(at, answer =>
        Boolean(available(answer.body)),
      );
      const url = `https://localhost:${port}/apis/${group}/v1`;
      expect(available(body)).toEqual([
        'False',
        'FailedDiscoveryCheck',
        `failing or missing response from ${url}: bad status from ${url}: 503`,
      ]);
      const refused = await api.get(`/apis/${group}/v1/namespaces/a/machines`);
      expect([refused.code, refused.text]).toEqual([
        503,
        'service unavailable\n',
      ]);
      expect(refused.headers['content-type']).toBe('text/plain; charset=utf-8');
    } finally {
      await extension.stop();
    }
  });

  it('says which service is missing', async () => {
    const { api } = server();
    const namespace = await server().namespace();
    const reasonOf = async (name: string, spec: object) => {
      const group = `${server().unique(name)}.example.com`;
      const at = `${API_SERVICES}/v1.${group}`;
      await api.post(API_SERVICES, {
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: { name: `v1.${group}` },
        spec: {
          group,
          version: 'v1',
          groupPriorityMinimum: 10,
          versionPriority: 10,
          insecureSkipTLSVerify: true,
          service: { namespace, ...spec },
        },
      });
      server().atEnd(() => api.delete(at));
      const { body } = await api.until(at, answer =>
        Boolean(available(answer.body)),
      );
      return available(body);
    };
    await api.post(`/api/v1/namespaces/${namespace}/services`, {
      metadata: { name: 'web' },
      spec: { ports: [{ name: 'https', port: 443 }] },
    });
    expect(await reasonOf('missing', { name: 'nobody' })).toEqual([
      'False',
      'ServiceNotFound',
      `service/nobody in "${namespace}" is not present`,
    ]);
    expect(await reasonOf('port', { name: 'web', port: 8443 })).toEqual([
      'False',
      'ServicePortError',
      `service/web in "${namespace}" is not listening on port 8443`,
    ]);
    expect(await reasonOf('endpoints', { name: 'web' })).toEqual([
      'False',
      'EndpointsNotFound',
      `cannot find endpointslices for service/web in "${namespace}"`,
    ]);
  });
});

contract('the APIs of the server itself', server => {
  it('are always available', async () => {
    const { body } = await server().api.until(
      `${API_SERVICES}/v1.apps`,
      answer => Boolean(available(answer.body)),
    );
    expect(body.spec).toMatchObject({ group: 'apps', version: 'v1' });
    expect(body.spec.service).toBeUndefined();
    expect(available(body)).toEqual([
      'True',
      'Local',
      'Local APIServices are always available',
    ]);
  });
});
