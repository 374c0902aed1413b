import { ask } from '../../testing/ask';
import {
  container,
  CORE,
  merge,
  selector,
  withSpec,
} from '../../testing/builtins';
import { contract } from '../../testing/contract';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/{ns}/deployments';

/** The fields that somebody owns, with their paths. */
function owned(fields: object, path = ''): string[] {
  return Object.entries(fields).flatMap(([key, value]) => [
    `${path}${key}`,
    ...owned(value, `${path}${key} `),
  ]);
}

contract('what is false, zero or empty', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
  });

  it('is left out, and owned by nobody, where it says nothing', async () => {
    const { code, body } = await ask(server(), names, [
      'POST',
      `${DEPLOYMENTS}?dryRun=All`,
      {
        metadata: { name: 'x', generation: 0, generateName: '' },
        spec: {
          paused: false,
          minReadySeconds: 0,
          replicas: 0,
          selector,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: {
              hostNetwork: false,
              nodeName: '',
              automountServiceAccountToken: false,
              containers: [
                {
                  ...container,
                  tty: false,
                  workingDir: '',
                  imagePullPolicy: '',
                  ports: [{ containerPort: 1, hostPort: 0, name: '' }],
                },
              ],
            },
          },
        },
      },
    ]);
    expect(code).toBe(201);
    const { spec, metadata } = body;
    expect(Object.keys(spec).sort()).toEqual([
      'progressDeadlineSeconds',
      'replicas',
      'revisionHistoryLimit',
      'selector',
      'strategy',
      'template',
    ]);
    // What makes a difference from saying nothing stays.
    expect(spec.replicas).toBe(0);
    const pod = spec.template.spec;
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod).not.toHaveProperty('hostNetwork');
    expect(pod).not.toHaveProperty('nodeName');
    expect(pod.containers).toEqual([
      {
        ...container,
        imagePullPolicy: 'Always',
        ports: [{ containerPort: 1, protocol: 'TCP' }],
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ]);
    const fields = owned(metadata.managedFields[0].fieldsV1).join('\n');
    expect(fields).toContain('f:replicas');
    expect(fields).toContain('f:automountServiceAccountToken');
    for (const field of ['paused', 'tty', 'hostPort', 'hostNetwork']) {
      expect(fields).not.toContain(`f:${field}`);
    }
  });

  it('is filled in as if it were not there', async () => {
    const secret = await ask(server(), names, [
      'POST',
      `${CORE}/secrets?dryRun=All`,
      { metadata: { name: 'x' }, type: '', immutable: false },
    ]);
    expect(secret.body).toMatchObject({ type: 'Opaque', immutable: false });
    const service = await ask(server(), names, [
      'POST',
      `${CORE}/services?dryRun=All`,
      withSpec({
        type: '',
        clusterIP: '',
        publishNotReadyAddresses: false,
        ports: [{ port: 1, nodePort: 0, protocol: '' }],
      }),
    ]);
    expect(service.body.spec).toMatchObject({ type: 'ClusterIP' });
    expect(service.body.spec).not.toHaveProperty('publishNotReadyAddresses');
    expect(service.body.spec.ports).toEqual([
      { port: 1, protocol: 'TCP', targetPort: 1 },
    ]);
  });

  it('takes a field away that was set', async () => {
    const spec = {
      paused: true,
      selector,
      template: {
        metadata: { labels: { a: 'b' } },
        spec: { containers: [container] },
      },
    };
    await ask(server(), names, [
      'POST',
      DEPLOYMENTS,
      { metadata: { name: 'paused' }, spec },
    ]);
    const { code, body } = await ask(server(), names, [
      'PATCH',
      `${DEPLOYMENTS}/paused`,
      { spec: { paused: false } },
      merge,
    ]);
    expect(code).toBe(200);
    expect(body.spec).not.toHaveProperty('paused');
    expect(body.metadata.generation).toBe(2);
  });
});
