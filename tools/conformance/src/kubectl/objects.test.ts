import { define, Defined } from '../testing/define';
import { withKubectl } from '../testing/kubectl';

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
const configMap = (name: string, data: object = { a: '1' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

withKubectl('kubectl with objects', (server, kubectl) => {
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await define(server(), {
      spec: {
        type: 'object',
        properties: {
          size: { type: 'string', enum: ['small', 'large'] },
          replicas: { type: 'integer' },
        },
      },
      version: {
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
          },
        },
      },
    });
  });
  const run = (...args: string[]) => kubectl().run(...args);
  const refusal = (...args: string[]) => kubectl().refusal(...args);
  const plural = () => `widgets.${widgets.group}`;
  const widget = (name: string, spec: object = { size: 'small' }) =>
    kubectl().file(`${name}.yaml`, widgets.object(name, spec));

  it('applies custom resources, again and changed', async () => {
    const id = `widget.${widgets.group}/one`;
    expect(await run('apply', '-f', widget('one'))).toBe(`${id} created`);
    expect(await run('apply', '-f', widget('one'))).toBe(`${id} unchanged`);
    const changed = widget('one', { size: 'large' });
    expect(await run('apply', '-f', changed)).toBe(`${id} configured`);
    expect(
      await run('get', plural(), 'one', '-o', 'jsonpath={.spec.size}'),
    ).toBe('large');
  });

  it('applies built-in kinds, keeps what others set and drops what is left out', async () => {
    const sidecar = { name: 'sidecar', image: 'side:1' };
    const first = kubectl().file('d.yaml', deployment('a:1', sidecar));
    await run('apply', '-f', first);
    await run('scale', 'deployment', 'web', '--replicas=4');
    const second = kubectl().file('d2.yaml', deployment('a:2'));
    expect(await run('apply', '-f', second)).toBe(
      'deployment.apps/web configured',
    );
    expect(
      await run(
        ...['get', 'deployment', 'web', '-o'],
        'jsonpath={.spec.replicas} {.spec.template.spec.containers[*].image}',
      ),
    ).toBe('4 a:2');
    expect(await run('diff', '-f', second)).toBe('');
    const third = kubectl().file('d3.yaml', deployment('a:3'));
    const diff = await kubectl().output('diff', '-f', third);
    expect(diff).toMatch(/^-\s+- image: a:2$/m);
    expect(diff).toMatch(/^\+\s+- image: a:3$/m);
  });

  it('creates, replaces and says what is there already', async () => {
    const file = kubectl().file('c.yaml', configMap('made'));
    expect(await run('create', '-f', file)).toBe('configmap/made created');
    expect(await refusal('create', '-f', file)).toMatch(
      /^Error from server \(AlreadyExists\): .*configmaps "made" already exists$/,
    );
    const other = kubectl().file('c2.yaml', configMap('made', { b: '2' }));
    expect(await run('replace', '-f', other)).toBe('configmap/made replaced');
    expect(await run('get', 'cm', 'made', '-o', 'jsonpath={.data}')).toBe(
      '{"b":"2"}',
    );
    expect(await run('create', 'cm', 'dry', '--dry-run=server')).toBe(
      'configmap/dry created (server dry run)',
    );
    expect(await refusal('get', 'cm', 'dry')).toContain('"dry" not found');
  });

  it('shows what is wrong', async () => {
    const wrong = widget('wrong', { size: 'huge' });
    expect(await refusal('apply', '-f', wrong)).toBe(
      'The Widget "wrong" is invalid: spec.size: Unsupported value: "huge": supported values: "small", "large"',
    );
    const unknown = widget('u', { size: 'small', x: 1 });
    expect(await refusal('apply', '-f', unknown)).toMatch(
      /strict decoding error: unknown field "spec.x"$/,
    );
    expect(await refusal('get', plural(), 'nobody')).toBe(
      `Error from server (NotFound): widgets.${widgets.group} "nobody" not found`,
    );
    expect(await refusal('get', 'nonsense')).toBe(
      `error: the server doesn't have a resource type "nonsense"`,
    );
  });

  it.each([
    ['merge', '{"data":{"a":null,"m":"1"}}', '{"m":"1"}'],
    ['strategic', '{"data":{"s":"2"}}', '{"a":"1","s":"2"}'],
    [
      'json',
      '[{"op":"add","path":"/data/j","value":"3"}]',
      '{"a":"1","j":"3"}',
    ],
  ])('patches by %s', async (type, patch, data) => {
    const name = `patch-${type}`;
    await run('create', '-f', kubectl().file('p.yaml', configMap(name)));
    expect(await run('patch', 'cm', name, `--type=${type}`, '-p', patch)).toBe(
      `configmap/${name} patched`,
    );
    expect(await run('get', 'cm', name, '-o', 'jsonpath={.data}')).toBe(data);
  });

  it('labels, annotates and selects', async () => {
    await run('create', 'cm', 'labelled', '--from-literal=a=b');
    expect(await run('label', 'cm', 'labelled', 'tier=front')).toBe(
      'configmap/labelled labeled',
    );
    expect(await refusal('label', 'cm', 'labelled', 'tier=back')).toContain(
      "'tier' already has a value (front), and --overwrite is false",
    );
    expect(
      await run('label', 'cm', 'labelled', 'tier=back', '--overwrite'),
    ).toBe('configmap/labelled labeled');
    expect(await run('annotate', 'cm', 'labelled', 'note=x')).toBe(
      'configmap/labelled annotated',
    );
    expect(
      await run('get', 'cm', '-l', 'tier in (front,back)', '-o', 'name'),
    ).toBe('configmap/labelled');
    expect(
      await run(
        'get',
        'cm',
        '--field-selector',
        'metadata.name=labelled',
        '-o',
        'name',
      ),
    ).toBe('configmap/labelled');
    expect(await run('label', 'cm', 'labelled', 'tier-')).toBe(
      'configmap/labelled unlabeled',
    );
  });

  it('scales custom resources', async () => {
    await run('apply', '-f', widget('scaled', { replicas: 1 }));
    expect(await run('scale', plural(), 'scaled', '--replicas=3')).toBe(
      `widget.${widgets.group}/scaled scaled`,
    );
    expect(
      await run('get', plural(), 'scaled', '-o', 'jsonpath={.spec.replicas}'),
    ).toBe('3');
    expect(
      await refusal(
        'scale',
        plural(),
        'scaled',
        '--replicas=4',
        '--current-replicas=1',
      ),
    ).toContain('Expected replicas to be 1, was 3');
  });

  it('waits for a condition, a value and the end', async () => {
    await run('apply', '-f', widget('awaited'));
    const id = `${plural()}/awaited`;
    await run(
      'patch',
      plural(),
      'awaited',
      '--subresource=status',
      '--type=merge',
      '-p',
      '{"status":{"phase":"Up","conditions":[{"type":"Ready","status":"True"}]}}',
    );
    expect(
      await run('wait', '--for=condition=Ready', id, '--timeout=120s'),
    ).toContain('condition met');
    expect(
      await run(
        'wait',
        '--for=jsonpath={.status.phase}=Up',
        id,
        '--timeout=120s',
      ),
    ).toContain('condition met');
    expect(
      await refusal('wait', '--for=condition=Other', id, '--timeout=1s'),
    ).toContain('timed out waiting for the condition');
    const end = run('wait', '--for=delete', id, '--timeout=120s');
    expect(await run('delete', plural(), 'awaited', '--wait')).toContain(
      '"awaited" deleted',
    );
    expect(await end).not.toContain('timed out');
  });

  it('deletes by name, by selector, with what is owned, and namespaces', async () => {
    await run('create', 'cm', 'd1');
    await run('create', 'cm', 'd2');
    await run('label', 'cm', 'd1', 'd2', 'gone=soon');
    expect(
      (await run('delete', 'cm', '-l', 'gone=soon')).split('\n'),
    ).toHaveLength(2);
    expect(await refusal('delete', 'cm', 'd1')).toBe(
      'Error from server (NotFound): configmaps "d1" not found',
    );
    expect(await run('delete', 'cm', 'd1', '--ignore-not-found')).toBe('');
    const name = server().unique('short');
    await run('create', 'namespace', name);
    await run('delete', 'namespace', name, '--wait', '--timeout=120s');
    expect(await run('get', 'ns', name, '--ignore-not-found')).toBe('');
  });
});
