import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  KubernetesApiError,
  SessionEndedError,
  UnreachableError,
} from '../errors';
import { json, ScriptedApi, status } from '../__testUtils__/ScriptedApi';
import { HttpsTransport } from './HttpsTransport';

// Loading the Kubernetes client takes seconds on a busy machine.
describe('HttpsTransport', () => {
  let api: ScriptedApi;
  let transport: HttpsTransport;

  beforeEach(async () => {
    api = await ScriptedApi.start((_, response) => json(response, { ok: 1 }));
    transport = HttpsTransport.fromSettings(api.connection);
  });

  afterEach(async () => {
    transport.close();
    await api.stop();
  });

  it('sends every impersonated group on a line of its own', async () => {
    await transport.request({
      method: 'GET',
      path: '/api/v1/namespaces',
      as: {
        user: 'acme:jürgen',
        groups: ['acme:user', 'acme:dev', 'acme:dev'],
      },
    });
    const { rawHeaders } = api.requests[0];
    const values = rawHeaders.filter(
      (_, index) => rawHeaders[index - 1] === 'Impersonate-Group' && index % 2,
    );
    expect(values).toEqual(['acme:user', 'acme:dev']);
    const user = rawHeaders[rawHeaders.indexOf('Impersonate-User') + 1];
    expect(Buffer.from(user, 'latin1').toString('utf8')).toBe('acme:jürgen');
  });

  it("sends a person's own token, and nothing of the portal's account", async () => {
    await transport.request({
      method: 'GET',
      path: '/api/v1/namespaces',
      as: { user: 'acme:alice', groups: ['acme:dev'], token: 'own.to-ken.x' },
    });
    const [{ headers }] = api.requests;
    expect(headers.authorization).toBe('Bearer own.to-ken.x');
    expect(Object.keys(headers).join()).not.toContain('impersonate');
  });

  it('tells that the session ended when a person’s token is refused, and asks once', async () => {
    api.answer((_, response) =>
      status(response, 401, 'Unauthorized', 'Unauthorized'),
    );
    const refused = transport.request({
      method: 'GET',
      path: '/api',
      as: { user: 'acme:alice', groups: [], token: 'ended' },
    });
    await expect(refused).rejects.toBeInstanceOf(SessionEndedError);
    expect(api.requests).toHaveLength(1);
  });

  it.each(['a\r\nImpersonate-Group: system:masters', 'a b', 'jürgen', ''])(
    'refuses the token %j, does not repeat it, and sends nothing',
    async token => {
      await expect(
        transport.request({
          method: 'GET',
          path: '/api',
          as: { user: 'acme:alice', groups: [], token },
        }),
      ).rejects.toThrow(
        new Error('The token cannot be used on the Kubernetes API'),
      );
      expect(api.requests).toEqual([]);
    },
  );

  it.each([
    ['oidc', 'takes only your own token'],
    ['serviceAccount', 'acts for everybody'],
  ] as const)(
    'impersonates nobody in mode %s, whoever asks for it',
    async (identity, message) => {
      const strict = HttpsTransport.fromSettings(api.connection, { identity });
      await expect(
        strict.request({
          method: 'GET',
          path: '/api',
          as: { user: 'acme:alice', groups: [] },
        }),
      ).rejects.toThrow(message);
      await strict.request({ method: 'GET', path: '/api' });
      strict.close();
      expect(api.requests).toHaveLength(1);
      expect(api.requests[0].headers.authorization).toBe('Bearer portal');
    },
  );

  it('sends a group with a comma as one group', async () => {
    await transport.request({
      method: 'GET',
      path: '/api',
      as: { user: 'acme:alice', groups: ['acme:dev,system:masters'] },
    });
    const { rawHeaders } = api.requests[0];
    const groups = rawHeaders.filter(
      (_, index) => rawHeaders[index - 1] === 'Impersonate-Group' && index % 2,
    );
    expect(groups).toEqual(['acme:dev,system:masters']);
  });

  it.each([
    [
      'a line break',
      { user: 'a\r\nImpersonate-Group: system:masters', groups: [] },
    ],
    ['an outer blank', { user: 'bob', groups: [' acme:org-admin'] }],
    ['nothing', { user: '', groups: [] }],
    ['a system user', { user: 'system:admin', groups: [] }],
    ['a system group', { user: 'bob', groups: ['system:masters'] }],
  ])('refuses an identity with %s and sends nothing', async (_, as) => {
    await expect(
      transport.request({ method: 'GET', path: '/api', as }),
    ).rejects.toThrow(/cannot be used|never impersonated/);
    expect(api.requests).toEqual([]);
  });

  it('takes an answer without a body, as KubeVirt gives to start and stop', async () => {
    const silent = await ScriptedApi.start((_, response) => {
      response.statusCode = 202;
      response.end();
    });
    const client = HttpsTransport.fromSettings(silent.connection);

    await expect(
      client.request({ method: 'PUT', path: '/apis/subresources' }),
    ).resolves.toBeUndefined();

    client.close();
    await silent.stop();
  });

  it('keeps connections for the next request', async () => {
    for (let count = 0; count < 3; count += 1) {
      await transport.request({ method: 'GET', path: '/api' });
    }
    expect(api.requests).toHaveLength(3);
    expect(api.connections).toBe(1);
  });

  it('has a bounded number of requests under way, and streams beside them', async () => {
    const waiting: Array<() => void> = [];
    api.answer((request, response) => {
      if (request.path === '/watch') {
        response.flushHeaders();
      } else {
        waiting.push(() => json(response, {}));
      }
    });
    const streams = await Promise.all(
      Array.from({ length: 40 }, () =>
        transport.stream({ method: 'GET', path: '/watch' }),
      ),
    );
    const requests = Array.from({ length: 50 }, () =>
      transport.request({ method: 'GET', path: '/api' }),
    );
    let most = 0;
    for (let answered = 0; answered < 50; answered += 1) {
      while (!waiting.length) {
        await new Promise(resolve => setImmediate(resolve));
      }
      most = Math.max(most, waiting.length);
      waiting.shift()!();
    }
    await Promise.all(requests);
    expect(most).toBeLessThanOrEqual(32);
    streams.forEach(stream => stream.destroy());
  });

  it('sends body, content type and query, and never leaves its host', async () => {
    await transport.request({
      method: 'PATCH',
      path: '//example.com/api/v1/configmaps/a',
      query: { dryRun: 'All', fieldManager: undefined, limit: 5 },
      body: [{ op: 'test' }],
      contentType: 'application/json-patch+json',
    });
    const [request] = api.requests;
    // The recorder reads the path as an address too; that the request came here is what counts.
    expect(request.path).toBe('/api/v1/configmaps/a');
    expect(request.query.toString()).toBe('dryRun=All&limit=5');
    expect(request.body).toBe('[{"op":"test"}]');
    expect(request.headers).toMatchObject({
      authorization: 'Bearer portal',
      'content-type': 'application/json-patch+json',
    });
  });

  it('tells a refusal in the words of the server', async () => {
    api.answer((_, response) =>
      status(response, 422, 'Invalid', 'name is wrong', {
        causes: [
          {
            field: 'metadata.name',
            message: 'bad',
            reason: 'FieldValueInvalid',
          },
        ],
      }),
    );
    const error = await transport
      .request({ method: 'POST', path: '/api', body: {} })
      .catch(e => e);
    expect(error).toBeInstanceOf(KubernetesApiError);
    expect(error).toMatchObject({
      code: 422,
      statusCode: 422,
      reason: 'Invalid',
      message: 'name is wrong',
      causes: [{ field: 'metadata.name' }],
    });
  });

  it('reads refusals that are no Status, with Retry-After', async () => {
    api.answer((_, response) => {
      response.writeHead(503, { 'retry-after': '7' });
      response.end('upstream away');
    });
    await expect(
      transport.request({ method: 'GET', path: '/api' }),
    ).rejects.toMatchObject({
      code: 503,
      message: 'upstream away',
      retryAfterSeconds: 7,
    });
  });

  it.each([
    ['a redirect', (r: any) => r.writeHead(302, { location: '/x' }).end()],
    ['something that is no JSON', (r: any) => r.end('<html>')],
    [
      'half an answer',
      (r: any) => {
        r.writeHead(200, { 'content-length': '100' });
        r.write('{');
        setImmediate(() => r.destroy());
      },
    ],
    ['a closed connection', (r: any) => r.destroy()],
  ])('takes %s for no answer', async (_, answer) => {
    api.answer((__, response) => answer(response));
    await expect(
      transport.request({ method: 'POST', path: '/api', body: {} }),
    ).rejects.toBeInstanceOf(UnreachableError);
    expect(api.requests).toHaveLength(1);
  });

  it('gives up when no answer begins, or none goes on', async () => {
    api.answer(() => {});
    await expect(
      transport.request({ method: 'GET', path: '/api', timeoutMs: 50 }),
    ).rejects.toThrow('no answer within 50 ms');
    // Its beginning comes in time also on a machine that is busy.
    api.answer((_, response) => response.write('{'));
    await expect(
      transport.request({ method: 'GET', path: '/api', timeoutMs: 4_000 }),
    ).rejects.toThrow('silent for 4000 ms');
  });

  it('ends a request with the reason of its signal', async () => {
    const abort = new AbortController();
    api.answer(() => abort.abort(new Error('enough')));
    await expect(
      transport.request({ method: 'GET', path: '/api', signal: abort.signal }),
    ).rejects.toThrow('enough');
  });

  it('hands out a body as it comes', async () => {
    api.answer((_, response) => {
      response.write('one');
      setImmediate(() => response.end('two'));
    });
    const body = await transport.stream({ method: 'GET', path: '/api' });
    let text = '';
    for await (const chunk of body) {
      text += chunk;
    }
    expect(text).toBe('onetwo');
  });

  it('does not trust a certificate of somebody else', async () => {
    const other = await ScriptedApi.start((_, response) => json(response, {}));
    const mixed = HttpsTransport.fromSettings({
      ...api.connection,
      url: other.connection.url,
    });
    await expect(
      mixed.request({ method: 'GET', path: '/api' }),
    ).rejects.toBeInstanceOf(UnreachableError);
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  describe('with files', () => {
    let directory: string;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'kubedc-transport-'));
    });

    afterEach(async () => {
      await rm(directory, { recursive: true });
    });

    const kubeconfig = (user: object) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'a',
        contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
        clusters: [
          {
            name: 'c',
            cluster: {
              server: `${api.connection.url}/k8s/`,
              'certificate-authority-data': api.connection.caData,
            },
          },
        ],
        users: [{ name: 'u', user }],
      });

    it('reads a kubeconfig, its token file, and both again when refused', async () => {
      const path = join(directory, 'config');
      await writeFile(join(directory, 'token'), 'old');
      await writeFile(path, kubeconfig({ tokenFile: 'token' }));
      const files = HttpsTransport.fromSettings({ type: 'kubeconfig', path });
      api.answer((request, response) =>
        request.headers.authorization === 'Bearer new'
          ? json(response, { ok: 1 })
          : status(response, 401, 'Unauthorized', 'Unauthorized'),
      );
      await expect(
        files.request({ method: 'GET', path: '/api' }),
      ).rejects.toMatchObject({ code: 401, statusCode: 502 });
      await writeFile(join(directory, 'token'), 'new');
      await expect(
        files.request({ method: 'GET', path: '/api' }),
      ).resolves.toEqual({ ok: 1 });
      expect(api.requests.at(-1)!.path).toBe('/k8s/api');
      files.close();
    });

    it('takes credentials from a plugin', async () => {
      const path = join(directory, 'config');
      const credential = JSON.stringify({
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        status: { token: 'from-plugin' },
      });
      await writeFile(
        path,
        kubeconfig({
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: process.execPath,
            args: ['-p', JSON.stringify(credential)],
          },
        }),
      );
      const files = HttpsTransport.fromSettings({ type: 'kubeconfig', path });
      await files.request({ method: 'GET', path: '/api' });
      expect(api.requests[0].headers.authorization).toBe('Bearer from-plugin');
      files.close();
    });

    it('says what is wrong with a kubeconfig, and works once it is right', async () => {
      const path = join(directory, 'config');
      const files = HttpsTransport.fromSettings({ type: 'kubeconfig', path });
      await expect(
        files.request({ method: 'GET', path: '/api' }),
      ).rejects.toThrow(/settings cannot be used: .*ENOENT/);
      await writeFile(path, kubeconfig({ token: 'portal' }));
      await expect(
        files.request({ method: 'GET', path: '/api' }),
      ).resolves.toEqual({ ok: 1 });
      const wrong = HttpsTransport.fromSettings({
        type: 'kubeconfig',
        path,
        context: 'nowhere',
      });
      await expect(
        wrong.request({ method: 'GET', path: '/api' }),
      ).rejects.toThrow("no context 'nowhere'");
      files.close();
    });
  });
});
