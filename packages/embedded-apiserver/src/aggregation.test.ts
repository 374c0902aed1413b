import https from 'node:https';
import { AddressInfo } from 'node:net';
import fs from 'node:fs';
import path from 'node:path';
import { TLSSocket } from 'node:tls';
import { WebSocket, WebSocketServer } from 'ws';
import { TestServer } from './testing/testServer';
import { CertificateStore } from './tls/certificates';

const GROUP = 'subresources.example.com';
const NAME = `v1.${GROUP}`;
const SERVICES = '/apis/apiregistration.k8s.io/v1/apiservices';

/** An API server of somebody else, as KubeVirt has one. */
class Extension {
  server!: https.Server;
  sockets = new WebSocketServer({ noServer: true });
  caData = '';

  async start(dir: string, clientCa: string): Promise<void> {
    const store = new CertificateStore(path.join(dir, 'extension'));
    const ca = await store.authority('ca', 'extension-ca');
    const pair = await store.issue('serving', ca, 'extension', 'server', [
      { type: 'dns', value: 'extension.default.svc' },
    ]);
    this.caData = ca.cert;
    this.server = https.createServer(
      {
        ...pair,
        ca: clientCa,
        requestCert: true,
        rejectUnauthorized: true,
      },
      (req, res) => {
        const isDiscovery = req.url === `/apis/${GROUP}/v1`;
        res.setHeader('content-type', 'application/json');
        res.end(
          JSON.stringify(
            isDiscovery
              ? {
                  kind: 'APIResourceList',
                  apiVersion: 'v1',
                  groupVersion: `${GROUP}/v1`,
                  resources: [
                    {
                      name: 'machines/start',
                      singularName: '',
                      namespaced: true,
                      kind: 'Machine',
                      verbs: ['update'],
                    },
                  ],
                }
              : {
                  method: req.method,
                  url: req.url,
                  user: req.headers['x-remote-user'],
                  groups: req.headersDistinct['x-remote-group'],
                  authorization: req.headers.authorization,
                  impersonated: req.headers['impersonate-user'],
                },
          ),
        );
      },
    );
    this.server.on('upgrade', (req, socket, head) =>
      this.sockets.handleUpgrade(req, socket as TLSSocket, head, client => {
        client.send(`hello ${req.headers['x-remote-user']}`);
        client.on('message', data => client.send(`echo ${data}`));
      }),
    );
    await new Promise<void>(resolve => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.sockets.clients.forEach(client => client.terminate());
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }
}

describe('aggregated APIs', () => {
  let server: TestServer;
  const extension = new Extension();
  beforeAll(async () => {
    server = await TestServer.start();
    const clientCa = fs.readFileSync(
      path.join(server.dir, 'front-proxy-ca.crt'),
      'utf8',
    );
    await extension.start(server.dir, clientCa);
    await server.post('/api/v1/namespaces/default/services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'extension' },
      spec: { type: 'ExternalName', externalName: 'localhost' },
    });
    await server.post(SERVICES, {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: NAME },
      spec: {
        group: GROUP,
        version: 'v1',
        groupPriorityMinimum: 1000,
        versionPriority: 15,
        caBundle: Buffer.from(extension.caData).toString('base64'),
        service: {
          namespace: 'default',
          name: 'extension',
          port: extension.port,
        },
      },
    });
    await server.until(
      `${SERVICES}/${NAME}`,
      ({ body }) => body.status?.conditions?.[0]?.status === 'True',
    );
  });
  afterAll(async () => {
    await server.remove();
    await extension.stop();
  });

  const start = `/apis/${GROUP}/v1/namespaces/default/machines/m/start?a=b`;

  it('are asked as the user', async () => {
    const { code, body } = await server.put(start, {});
    expect(code).toBe(200);
    expect(body).toEqual({
      method: 'PUT',
      url: start,
      user: 'admin',
      groups: ['system:masters', 'system:authenticated'],
    });
    const impersonated = await server.put(
      start,
      {},
      {
        headers: {
          'Impersonate-User': 'acme:bob',
          'Impersonate-Group': 'system:masters',
          'X-Remote-User': 'made-up',
        },
      },
    );
    expect(impersonated.body).toMatchObject({
      user: 'acme:bob',
      groups: ['system:masters', 'system:authenticated'],
    });
    expect(impersonated.body.impersonated).toBeUndefined();
  });

  it('are asked only what the user may', async () => {
    const { code, body } = await server.put(start, {}, { token: 'bob' });
    expect(code).toBe(403);
    expect(body.message).toBe(
      `machines.${GROUP} "m" is forbidden: User "acme:bob" cannot update resource "machines/start" in API group "${GROUP}" in the namespace "default"`,
    );
  });

  it('can be discovered', async () => {
    const { body } = await server.get(`/apis/${GROUP}/v1`);
    expect(body.resources[0].name).toBe('machines/start');
    const all = await server.get('/apis', {
      headers: {
        accept:
          'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
      },
    });
    const group = all.body.items.find(
      (item: { metadata: { name: string } }) => item.metadata.name === GROUP,
    );
    expect(group.versions[0]).toMatchObject({
      version: 'v1',
      freshness: 'Current',
      resources: [
        {
          resource: 'machines',
          subresources: [{ subresource: 'start', verbs: ['update'] }],
        },
      ],
    });
  });

  const connect = (token: string, protocols: string[] = []) =>
    new WebSocket(
      `${server.server.url.replace('https', 'wss')}${start}`,
      protocols,
      {
        ca: server.server.caData,
        headers: token ? { authorization: `Bearer ${token}` } : {},
      },
    );

  it('are connected to by WebSocket', async () => {
    const client = connect('admin');
    const messages: string[] = [];
    await new Promise<void>((resolve, reject) => {
      client.on('error', reject);
      client.on('message', data => {
        messages.push(String(data));
        if (messages.length === 1) {
          client.send('there');
        } else {
          resolve();
        }
      });
    });
    client.close();
    expect(messages).toEqual(['hello admin', 'echo there']);
  });

  it('are not connected to without the right', async () => {
    const client = connect('bob');
    const code = await new Promise(resolve => {
      client.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode);
        response.resume();
      });
    });
    expect(code).toBe(403);
  });

  it('are said to be away when they are', async () => {
    await server.post(SERVICES, {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1.away.example.com' },
      spec: {
        group: 'away.example.com',
        version: 'v1',
        groupPriorityMinimum: 1000,
        versionPriority: 15,
        insecureSkipTLSVerify: true,
        service: { namespace: 'default', name: 'nowhere' },
      },
    });
    const { body } = await server.until(
      `${SERVICES}/v1.away.example.com`,
      answer => answer.body.status?.conditions,
    );
    expect(body.status.conditions[0]).toMatchObject({
      type: 'Available',
      status: 'False',
      reason: 'ServiceNotFound',
      message: 'service/nowhere in "default" is not present',
    });
    const { code } = await server.get('/apis/away.example.com/v1/things');
    expect(code).toBe(503);
  });
});
