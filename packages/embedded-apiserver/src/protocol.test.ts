import net from 'node:net';
import tls from 'node:tls';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { TestServer } from './testing/testServer';
import { CONFIG_MAPS, configMap, WIDGETS } from './testing/widgets';

describe('the protocol', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    server.server.load([WIDGETS]);
  });
  afterAll(() => server.remove());

  it.each([
    ['{"kind":', 'application/json', 400],
    ['"text"', 'application/json', 400],
    ['null', 'application/json', 422],
    ['[]', 'application/json', 400],
    ['a: [', 'application/yaml', 400],
    ['{}', 'text/plain', 415],
    [`${'['.repeat(60_000)}`, 'application/json', 400],
    [
      `{"metadata":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`,
      'application/json',
      400,
    ],
  ])('refuses the body %.20s of type %s', async (body, contentType, code) => {
    const answer = await server.request('POST', CONFIG_MAPS, {
      body,
      contentType,
    });
    expect(answer.code).toBe(code);
    expect(answer.body.kind).toBe('Status');
  });

  it('refuses bodies that are too large', async () => {
    const { code, body } = await server.post(CONFIG_MAPS, {
      ...configMap('large'),
      data: { a: 'x'.repeat(4 * 1024 * 1024) },
    });
    expect(code).toBe(413);
    expect(body).toMatchObject({
      reason: 'RequestEntityTooLarge',
      message: 'Request entity too large: limit is 3145728',
    });
  });

  it('does not let keys change what objects inherit', async () => {
    const body = `{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"proto"},"spec":{"size":"small","free":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}}`;
    const path_ = '/apis/example.com/v1/namespaces/default/widgets';
    const created = await server.request('POST', path_, { body });
    expect(created.code).toBe(201);
    const merged = await server.request('PATCH', `${path_}/proto`, {
      body: '{"metadata":{"__proto__":{"polluted":true}},"spec":{"free":{"__proto__":{"polluted":true}}}}',
      contentType: 'application/merge-patch+json',
    });
    expect(merged.code).toBe(200);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const read = await server.get(`${path_}/proto`);
    expect(read.body.spec.free.polluted).toBeUndefined();
  });

  it('reads and writes YAML', async () => {
    const { code, text } = await server.request('POST', CONFIG_MAPS, {
      body: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\ndata: {a: "1"}\n',
      contentType: 'application/yaml',
      headers: { accept: 'application/yaml' },
    });
    expect(code).toBe(201);
    expect(parse(text)).toMatchObject({ data: { a: '1' } });
  });

  it('says which methods and forms it does not know', async () => {
    const answers = await Promise.all([
      server.put(CONFIG_MAPS, configMap('x')),
      server.post('/api/v1/configmaps', configMap('x')),
      server.get(CONFIG_MAPS, { headers: { accept: 'text/html' } }),
      server.post('/api/v1/namespaces/default/bindings', {}),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([405, 405, 406, 501]);
  });

  it('survives clients that go away', async () => {
    const { port } = new URL(server.server.url);
    const connect = () =>
      new Promise<tls.TLSSocket>((resolve, reject) => {
        const socket = tls.connect(
          { port: Number(port), host: '127.0.0.1', ca: server.server.caData },
          () => resolve(socket),
        );
        socket.on('error', reject);
      });
    const head =
      'POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\nContent-Type: application/json\r\n';
    const half = await connect();
    half.write(`${head}Content-Length: 100\r\n\r\n{"kind"`);
    half.destroy();
    const garbage = net.connect(Number(port), '127.0.0.1');
    await new Promise(resolve => {
      garbage.on('close', resolve);
      garbage.on('error', () => undefined);
      garbage.write('this is not TLS\r\n\r\n');
    });
    const malformed = await connect();
    const answer = await new Promise<string>(resolve => {
      let text = '';
      malformed.on('data', data => {
        text += data;
      });
      malformed.on('close', () => resolve(text));
      malformed.write('NOT HTTP AT ALL\r\n\r\n');
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect((await server.get('/readyz')).text).toBe('ok');
  });

  it('keeps its keys to itself', () => {
    const files = fs.readdirSync(server.dir).filter(f => f.endsWith('.key'));
    expect(files).toContain('ca.key');
    for (const file of files) {
      const { mode } = fs.statSync(path.join(server.dir, file));
      // eslint-disable-next-line no-bitwise, jest/no-conditional-expect
      expect(mode & 0o077).toBe(0);
    }
    expect(fs.readFileSync(server.server.caFile, 'utf8')).toBe(
      server.server.caData,
    );
  });

  it('can be discovered', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const aggregated = await server.get('/apis', { headers: { accept } });
    const groups = aggregated.body.items.map(
      (item: { metadata: { name: string } }) => item.metadata.name,
    );
    const legacy = await server.get('/apis');
    expect(legacy.body.groups.map((g: { name: string }) => g.name)).toEqual(
      groups,
    );
    expect(groups).toEqual(
      expect.arrayContaining(['apps', 'example.com', 'policy']),
    );
    const { body } = await server.get('/apis/example.com/v1');
    expect(body.resources.map((r: { name: string }) => r.name)).toEqual([
      'widgets',
      'widgets/status',
      'widgets/scale',
    ]);
    const etag = aggregated.headers.etag as string;
    const again = await server.get('/apis', {
      headers: { accept, 'if-none-match': etag },
    });
    expect(again.code).toBe(304);
  });

  it('describes its types', async () => {
    const index = await server.get('/openapi/v3');
    const { paths } = JSON.parse(index.text);
    const { serverRelativeURL } = paths['apis/example.com/v1'];
    const { body } = await server.get(serverRelativeURL);
    expect(body.components.schemas['com.example.v1.Widget']).toMatchObject({
      description: 'A widget.',
      'x-kubernetes-group-version-kind': [
        { group: 'example.com', version: 'v1', kind: 'Widget' },
      ],
    });
    const references = JSON.stringify(body).match(
      /#\/components\/schemas\/[^"]+/g,
    ) as string[];
    for (const reference of references) {
      const name = reference.split('/').pop() as string;
      expect(body.components.schemas).toHaveProperty([name]);
    }
  });
});
