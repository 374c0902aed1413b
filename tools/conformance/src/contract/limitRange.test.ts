import { contract, ContractServer } from '../testing/contract';
import { claim, container, pod, podNamespace } from '../testing/workload';

async function limits(
  { api }: ContractServer,
  namespace: string,
  ...items: object[]
) {
  const { code, body } = await api.post(
    `/api/v1/namespaces/${namespace}/limitranges`,
    { metadata: { name: 'limits' }, spec: { limits: items } },
  );
  expect(code).toBe(201);
  return body.spec.limits;
}

contract('a limit range', server => {
  let namespace: string;
  let pods: string;
  beforeEach(async () => {
    namespace = await podNamespace(server());
    pods = `/api/v1/namespaces/${namespace}/pods`;
  });
  const refused = async (object: { metadata: { name: string } }) => {
    const { body } = await server().api.post(pods, object);
    const { name } = object.metadata;
    const prefix = `pods "${name}" is forbidden: `;
    expect(body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { name, kind: 'pods' },
    });
    expect(body.message.slice(0, prefix.length)).toBe(prefix);
    return body.message.slice(prefix.length);
  };

  it('is completed', async () => {
    const [item] = await limits(server(), namespace, {
      type: 'Container',
      max: { cpu: '2000m', memory: '1Gi' },
      min: { cpu: '100m', 'ephemeral-storage': '1Mi' },
      default: { memory: '512Mi' },
    });
    expect(item).toEqual({
      type: 'Container',
      max: { cpu: '2', memory: '1Gi' },
      min: { cpu: '100m', 'ephemeral-storage': '1Mi' },
      default: { cpu: '2', memory: '512Mi' },
      defaultRequest: {
        cpu: '2',
        memory: '512Mi',
        'ephemeral-storage': '1Mi',
      },
    });
  });

  it('gives containers what they leave out', async () => {
    await limits(server(), namespace, {
      type: 'Container',
      default: { cpu: '500m', memory: '256Mi' },
      defaultRequest: { cpu: '100m' },
    });
    const { code, body } = await server().api.post(pods, {
      ...pod('a'),
      spec: {
        containers: [
          container('web', { limits: { cpu: '1' } }),
          container('log'),
        ],
        initContainers: [container('prepare')],
      },
    });
    expect(code).toBe(201);
    const resources = (list: { resources: unknown }[]) =>
      list.map(c => c.resources);
    expect(resources(body.spec.containers)).toEqual([
      {
        limits: { cpu: '1', memory: '256Mi' },
        requests: { cpu: '1', memory: '256Mi' },
      },
      {
        limits: { cpu: '500m', memory: '256Mi' },
        requests: { cpu: '100m', memory: '256Mi' },
      },
    ]);
    expect(resources(body.spec.initContainers)).toEqual([
      {
        limits: { cpu: '500m', memory: '256Mi' },
        requests: { cpu: '100m', memory: '256Mi' },
      },
    ]);
    expect(body.metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: memory request for container web; memory limit for container web; cpu, memory request for container log; cpu, memory limit for container log; cpu, memory request for init container prepare; cpu, memory limit for init container prepare',
    });
    expect(body.status.qosClass).toBe('Burstable');
  });

  it('refuses containers that ask for too little or too much', async () => {
    await limits(server(), namespace, {
      type: 'Container',
      min: { cpu: '100m' },
      max: { cpu: '1' },
      default: { cpu: '300m' },
    });
    expect(await refused(pod('a', { requests: { cpu: '50m' } }))).toBe(
      'minimum cpu usage per Container is 100m, but request is 50m',
    );
    expect(await refused(pod('b', { limits: { cpu: '2' } }))).toBe(
      'maximum cpu usage per Container is 1, but limit is 2',
    );
  });

  it('refuses a limit too far from its request', async () => {
    await limits(server(), namespace, {
      type: 'Container',
      maxLimitRequestRatio: { memory: '2' },
    });
    expect(
      await refused(
        pod('a', { requests: { memory: '1Gi' }, limits: { memory: '3Gi' } }),
      ),
    ).toBe(
      'memory max limit to request ratio per Container is 2, but provided ratio is 3.000000',
    );
    expect(await refused(pod('b'))).toBe(
      'memory max limit to request ratio per Container is 2, but no request is specified or request is 0',
    );
  });

  it('refuses pods whose containers ask for too much together', async () => {
    await limits(server(), namespace, { type: 'Pod', max: { memory: '1Gi' } });
    const half = { limits: { memory: '600Mi' } };
    const together = {
      ...pod('a'),
      spec: { containers: [container('a', half), container('b', half)] },
    };
    expect(await refused(together)).toBe(
      'maximum memory usage per Pod is 1Gi, but limit is 1200Mi',
    );
    expect(await refused(pod('b'))).toBe(
      'maximum memory usage per Pod is 1Gi.  No limit is specified',
    );
  });

  it('refuses claims for too little or too much storage', async () => {
    await limits(server(), namespace, {
      type: 'PersistentVolumeClaim',
      min: { storage: '1Gi' },
      max: { storage: '5Gi' },
    });
    const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
    const { api } = server();
    const small = await api.post(claims, claim('a', '500Mi'));
    expect(small.body).toMatchObject({
      code: 403,
      message:
        'persistentvolumeclaims "a" is forbidden: minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 500Mi',
    });
    const big = await api.post(claims, claim('b', '10Gi'));
    expect(big.body).toMatchObject({
      code: 403,
      message:
        'persistentvolumeclaims "b" is forbidden: maximum storage usage per PersistentVolumeClaim is 5Gi, but request is 10Gi',
    });
    expect((await api.post(claims, claim('c', '5Gi'))).code).toBe(201);
  });
});
