import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { startRealApiServer } from './startRealApiServer';

const MAPS = '/api/v1/namespaces/default/configmaps';
const ADMIN = { token: 'admin', user: 'admin', groups: ['system:masters'] };

// Whoever runs all tests brings the programs before; a build would take longer than a test may.
const assets = process.env.KUBEBUILDER_ASSETS;
if (!assets) {
  process.stderr.write(
    'LEFT OUT: the tests of a running kube-apiserver, because KUBEBUILDER_ASSETS is not set\n',
  );
}
const describeWithPrograms = assets ? describe : describe.skip;

function commandLines(part: string): string[] {
  return execFileSync('ps', ['-A', '-ww', '-o', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(part) && !line.includes('node'));
}

describeWithPrograms('startRealApiServer', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'real-apiserver-test-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('knows its people, restarts, compacts, and goes on with its data', async () => {
    const quoted = { token: 'q', user: 'say "hi", bob', groups: ['a"b', 'c'] };
    const options = { dir, tokens: [ADMIN, quoted] };
    const server = await startRealApiServer(options);
    const api = new ApiClient(server.url, server.caData);
    const review = await api.post(
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      { token: 'q' },
    );
    expect(review.body.status.userInfo).toMatchObject({
      username: 'say "hi", bob',
      groups: ['a"b', 'c', 'system:authenticated'],
    });
    expect((await api.get('/api/v1/nodes', { token: 'q' })).code).toBe(403);
    const created = await Promise.all(
      ['a', 'b'].map(name => api.post(MAPS, { metadata: { name } })),
    );
    expect(created.map(({ code }) => code)).toEqual([201, 201]);
    const page = await api.get(`${MAPS}?limit=1`);

    // A change, so that the page's state is not the present one.
    await api.put(`${MAPS}/a`, { metadata: { name: 'a' }, data: { k: 'v' } });

    await server.compact();
    await server.restart();

    const more = encodeURIComponent(page.body.metadata.continue);
    const next = await api.get(`${MAPS}?limit=1&continue=${more}`);
    expect(next).toMatchObject({ code: 410, body: { reason: 'Expired' } });
    api.close();
    await server.stop();
    expect(commandLines(dir)).toEqual([]);

    const again = await startRealApiServer({ ...options, keep: true });
    const client = new ApiClient(again.url, again.caData);
    const kept = await client.get(`${MAPS}/a`);
    expect(kept.body.data).toEqual({ k: 'v' });
    client.close();
    await again.stop();

    const anew = await startRealApiServer(options);
    const other = new ApiClient(anew.url, anew.caData);
    expect((await other.get(`${MAPS}/a`)).code).toBe(404);
    other.close();
    await anew.stop();
  });

  it('goes by another AuthenticationConfiguration, or says that it does not', async () => {
    const server = await startRealApiServer({ dir, tokens: [ADMIN] });
    const configuration = (jwt: object[]) => ({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AuthenticationConfiguration',
      jwt,
    });
    await expect(
      server.setAuthentication(configuration([{ issuer: {} }])),
    ).rejects.toThrow('refuses the AuthenticationConfiguration');
    // Other bytes than before, but good ones.
    await expect(
      server.setAuthentication({ ...configuration([]), jwt: null }),
    ).resolves.toBeUndefined();
    await server.stop();
  });

  it('leaves nothing behind when it cannot start', async () => {
    const server = await startRealApiServer({ dir, tokens: [ADMIN] });
    const other = join(dir, 'other');
    const port = Number(new URL(server.url).port);
    await expect(startRealApiServer({ dir: other, port })).rejects.toThrow(
      /kube-apiserver ended .*address already in use/s,
    );
    expect(commandLines(other)).toEqual([]);
    await server.stop();
  });

  it('ends with the process that wanted it, even a killed one', async () => {
    const transform = require.resolve(
      '@backstage/cli/config/nodeTransform.cjs',
    );
    const parent = spawn(
      process.execPath,
      [
        ...['--require', transform, '--eval'],
        `require(${JSON.stringify(require.resolve('./startRealApiServer'))})
          .startRealApiServer({ dir: ${JSON.stringify(dir)} })
          .then(({ url }) => console.log(url));`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [url] = await once(createInterface({ input: parent.stdout }), 'line');
    expect(url).toMatch(/^https:/);
    expect(commandLines(dir)).toHaveLength(3);

    parent.kill('SIGKILL');

    while (commandLines(dir).length > 0) {
      // The test's time limit is the limit.
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
    expect(existsSync(join(dir, 'kube-apiserver.log'))).toBe(true);
  });
});
