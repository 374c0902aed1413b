import { execFile, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { TestServer } from './testing/testServer';
import { configMap, widget, WIDGETS } from './testing/widgets';

const run = promisify(execFile);
const hasKubectl =
  spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status ===
  0;
if (!hasKubectl) {
  // eslint-disable-next-line no-console
  console.warn(
    'LEFT OUT: no kubectl on this machine, so the tests with kubectl did not run',
  );
}
const describeWithKubectl = hasKubectl ? describe : describe.skip;

describeWithKubectl('kubectl', () => {
  let server: TestServer;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    server = await TestServer.start();
    const KUBECONFIG = path.join(server.dir, 'kubeconfig');
    fs.writeFileSync(
      KUBECONFIG,
      server.server.kubeconfig({ user: 'admin', token: 'admin' }),
    );
    env = { ...process.env, KUBECONFIG, HOME: server.dir };
    server.server.load([WIDGETS]);
  });
  afterAll(() => server.remove());
  jest.setTimeout(60_000);

  async function kubectl(...args: string[]): Promise<string> {
    const { stdout } = await run('kubectl', args, { env });
    return stdout.trim();
  }

  async function refusal(...args: string[]): Promise<string> {
    const error = await kubectl(...args).then(
      () => undefined,
      (reason: { stderr: string }) => reason,
    );
    return error?.stderr.trim() ?? '';
  }

  function file(name: string, ...objects: object[]): string {
    const target = path.join(server.dir, name);
    fs.writeFileSync(target, objects.map(o => stringify(o)).join('---\n'));
    return target;
  }

  it('applies custom resources, again and changed', async () => {
    const first = file('w.yaml', widget('one'));
    expect(await kubectl('apply', '-f', first)).toBe(
      'widget.example.com/one created',
    );
    expect(await kubectl('apply', '-f', first)).toBe(
      'widget.example.com/one unchanged',
    );
    const changed = file('w2.yaml', widget('one', { size: 'large' }));
    expect(await kubectl('apply', '-f', changed)).toBe(
      'widget.example.com/one configured',
    );
    expect(
      await kubectl('get', 'wg', 'one', '-o', 'jsonpath={.spec.size}'),
    ).toBe('large');
  });

  it('applies built-in kinds', async () => {
    const deployment = (image: string, ...more: object[]) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image }, ...more] },
        },
      },
    });
    const sidecar = { name: 'sidecar', image: 'side:1' };
    await kubectl('apply', '-f', file('d.yaml', deployment('a:1', sidecar)));
    await kubectl('scale', 'deployment', 'web', '--replicas=4');
    await kubectl('apply', '-f', file('d2.yaml', deployment('a:2')));
    expect(
      await kubectl(
        'get',
        'deployment',
        'web',
        '-o',
        'jsonpath={.spec.replicas} {.spec.template.spec.containers[*].image}',
      ),
    ).toBe('4 a:2');
    expect(
      await kubectl('diff', '-f', file('d3.yaml', deployment('a:2'))),
    ).toBe('');
  });

  it('shows what is wrong', async () => {
    const wrong = file('wrong.yaml', widget('wrong', { size: 'huge' }));
    expect(await refusal('apply', '-f', wrong)).toBe(
      'The Widget "wrong" is invalid: spec.size: Unsupported value: "huge": supported values: "small", "large"',
    );
    const unknown = file('unknown.yaml', widget('u', { size: 'small', x: 1 }));
    expect(await refusal('apply', '-f', unknown)).toMatch(
      /strict decoding error: unknown field "spec.x"$/,
    );
    expect(await refusal('get', 'wg', 'nobody')).toBe(
      'Error from server (NotFound): widgets.example.com "nobody" not found',
    );
    expect(await refusal('get', 'nonsense')).toBe(
      `error: the server doesn't have a resource type "nonsense"`,
    );
  });

  it('prints tables, wide and of all namespaces', async () => {
    await kubectl('apply', '-f', file('t.yaml', widget('table')));
    const table = await kubectl('get', 'wg', '-A', '-o', 'wide');
    const [head] = table.split('\n');
    expect(head.split(/\s{2,}/)).toEqual([
      'NAMESPACE',
      'NAME',
      'SIZE',
      'READY',
      'AGE',
    ]);
    expect(table).toMatch(/^default +table +small/m);
    const json = JSON.parse(await kubectl('get', 'ns', '-o', 'json'));
    expect(json.items[0]).toMatchObject({
      apiVersion: 'v1',
      kind: 'Namespace',
    });
  });

  it('selects', async () => {
    await kubectl('create', 'configmap', 'labelled', '--from-literal=a=b');
    await kubectl('label', 'configmap', 'labelled', 'tier=front');
    await kubectl('annotate', 'configmap', 'labelled', 'note=x');
    expect(
      await kubectl('get', 'cm', '-l', 'tier in (front,back)', '-o', 'name'),
    ).toBe('configmap/labelled');
    expect(
      await kubectl(
        'get',
        'cm',
        '--field-selector',
        'metadata.name=labelled',
        '-o',
        'name',
      ),
    ).toBe('configmap/labelled');
  });

  it('watches', async () => {
    const child = spawn('kubectl', ['get', 'cm', '-w', '-o', 'name'], { env });
    const seen = new Promise<string>((resolve, reject) => {
      let text = '';
      child.on('error', reject);
      child.stdout.on('data', data => {
        text += data;
        if (text.includes('kube-root-ca.crt') && !text.includes('watched')) {
          server.server.load([configMap('watched')]);
        }
        if (text.includes('configmap/watched')) {
          resolve(text);
        }
      });
    });
    expect(await seen).toContain('configmap/watched');
    child.kill();
  });

  it('patches, describes, waits and deletes', async () => {
    await kubectl('apply', '-f', file('p.yaml', widget('life')));
    await kubectl(
      ...['patch', 'wg', 'life', '--type=merge'],
      ...['-p', '{"spec":{"replicas":3}}'],
    );
    await kubectl(
      ...['patch', 'wg', 'life', '--subresource=status', '--type=merge'],
      ...['-p', '{"status":{"conditions":[{"type":"Ready","status":"True"}]}}'],
    );
    await kubectl('wait', '--for=condition=Ready', 'wg/life', '--timeout=5s');
    expect(await kubectl('describe', 'wg', 'life')).toMatch(/Replicas: +3/);
    expect(await kubectl('delete', 'wg', 'life', '--wait')).toBe(
      'widget.example.com "life" deleted',
    );
    await kubectl('create', 'namespace', 'short');
    await kubectl('delete', 'namespace', 'short', '--wait', '--timeout=20s');
    expect(await kubectl('get', 'ns', 'short', '--ignore-not-found')).toBe('');
  });

  it('explains and lists kinds', async () => {
    expect(await kubectl('explain', 'widget.spec.size')).toMatch(
      /ENUM:\s+small\s+large/,
    );
    expect(await kubectl('explain', 'pod.spec.containers')).toContain(
      'imagePullPolicy',
    );
    expect(
      await kubectl('api-resources', '--api-group=example.com', '-o', 'name'),
    ).toBe('widgets.example.com');
  });

  it('asks for rights and identity', async () => {
    expect(await kubectl('auth', 'whoami', '-o', 'json')).toContain(
      '"username": "admin"',
    );
    expect(await kubectl('auth', 'can-i', 'create', 'pods')).toBe('yes');
    const as = ['--as=acme:bob', '--as-group=acme:user'];
    expect(await kubectl('auth', 'can-i', '--list', ...as)).toContain(
      'selfsubjectreviews.authentication.k8s.io',
    );
    expect(await refusal('get', 'pods', ...as)).toBe(
      'Error from server (Forbidden): pods is forbidden: User "acme:bob" cannot list resource "pods" in API group "" in the namespace "default"',
    );
    const token = await kubectl('create', 'token', 'default');
    expect(token.split('.')).toHaveLength(3);
  });
});
