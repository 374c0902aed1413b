import { contract, ContractServer } from '../testing/contract';
import { claim, container, pod, podNamespace } from '../testing/workload';

/** Makes a quota and waits until what is used has been counted. */
async function quota(
  { api }: ContractServer,
  namespace: string,
  hard: Record<string, string>,
  spec: object = {},
  name = 'plan',
): Promise<string> {
  const base = `/api/v1/namespaces/${namespace}/resourcequotas`;
  const { code, text } = await api.post(base, {
    metadata: { name },
    spec: { hard, ...spec },
  });
  expect([code, text]).toEqual([201, text]);
  await api.until(
    `${base}/${name}`,
    ({ body }) =>
      Object.keys(body.status?.used ?? {}).length === Object.keys(hard).length,
  );
  return `${base}/${name}`;
}

function refusal(kind: string, name: string, why: string) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `${kind} "${name}" is forbidden: ${why}`,
    reason: 'Forbidden',
    details: { name, kind },
    code: 403,
  };
}

contract('a quota', server => {
  let pods: string;
  let namespace: string;
  beforeEach(async () => {
    namespace = await podNamespace(server());
    pods = `/api/v1/namespaces/${namespace}/pods`;
  });
  const used = async (at: string) => (await server().api.get(at)).body.status;

  it('refuses what would use more than it allows', async () => {
    const { api } = server();
    const at = await quota(server(), namespace, {
      'requests.cpu': '1',
      'limits.memory': '1Gi',
      pods: '3',
    });
    const half = { requests: { cpu: '500m' }, limits: { memory: '256Mi' } };
    expect((await api.post(pods, pod('a', half))).code).toBe(201);
    expect((await used(at)).used).toEqual({
      'requests.cpu': '500m',
      'limits.memory': '256Mi',
      pods: '1',
    });
    const big = { requests: { cpu: '600m' }, limits: { memory: '1Gi' } };
    expect((await api.post(pods, pod('b', big))).body).toEqual(
      refusal(
        'pods',
        'b',
        'exceeded quota: plan, requested: limits.memory=1Gi,requests.cpu=600m, used: limits.memory=256Mi,requests.cpu=500m, limited: limits.memory=1Gi,requests.cpu=1',
      ),
    );
    const cpu = { requests: { cpu: '501m' }, limits: { memory: '1Mi' } };
    expect((await api.post(pods, pod('b', cpu))).body).toEqual(
      refusal(
        'pods',
        'b',
        'exceeded quota: plan, requested: requests.cpu=501m, used: requests.cpu=500m, limited: requests.cpu=1',
      ),
    );
    expect((await api.post(pods, pod('b', half))).code).toBe(201);
  });

  it('must have what it limits named by every container', async () => {
    const { api } = server();
    await quota(server(), namespace, {
      'requests.cpu': '1',
      'limits.cpu': '1',
      'requests.memory': '1Gi',
    });
    const { body } = await api.post(pods, {
      ...pod('a'),
      spec: {
        containers: [
          container('web', { requests: { cpu: '1m', memory: '1Mi' } }),
          container('log'),
        ],
      },
    });
    expect(body).toEqual(
      refusal(
        'pods',
        'a',
        'failed quota: plan: must specify limits.cpu for: log,web; requests.cpu for: log; requests.memory for: log',
      ),
    );
  });

  it('is not used by what is only tried', async () => {
    const { api } = server();
    const at = await quota(server(), namespace, { pods: '1' });
    const target = `${pods}?dryRun=All`;
    expect((await api.post(target, pod('a'))).code).toBe(201);
    expect((await api.post(target, pod('b'))).code).toBe(201);
    expect((await used(at)).used).toEqual({ pods: '0' });
    expect((await api.post(pods, pod('a'))).code).toBe(201);
    expect((await api.post(target, pod('b'))).body).toEqual(
      refusal(
        'pods',
        'b',
        'exceeded quota: plan, requested: pods=1, used: pods=1, limited: pods=1',
      ),
    );
  });

  it('is free again when an object has gone', async () => {
    const { api } = server();
    const at = await quota(server(), namespace, {
      'count/secrets': '2',
      secrets: '9',
    });
    const secrets = `/api/v1/namespaces/${namespace}/secrets`;
    const object = (name: string) => ({ metadata: { name } });
    expect((await api.post(secrets, object('a'))).code).toBe(201);
    expect((await api.post(secrets, object('b'))).code).toBe(201);
    expect((await api.post(secrets, object('c'))).body).toEqual(
      refusal(
        'secrets',
        'c',
        'exceeded quota: plan, requested: count/secrets=1, used: count/secrets=2, limited: count/secrets=2',
      ),
    );
    await api.delete(`${secrets}/a`);
    await api.until(at, ({ body }) => body.status.used.secrets === '1');
    expect((await used(at)).used['count/secrets']).toBe('1');
    expect((await api.post(secrets, object('c'))).code).toBe(201);
  });

  it('counts what was there before it, and follows its own changes', async () => {
    const { api } = server();
    expect(
      (await api.post(pods, pod('a', { requests: { cpu: '1500m' } }))).code,
    ).toBe(201);
    const at = await quota(server(), namespace, { 'requests.cpu': '1' });
    expect(await used(at)).toEqual({
      hard: { 'requests.cpu': '1' },
      used: { 'requests.cpu': '1500m' },
    });
    await api.patch(at, 'merge', {
      spec: { hard: { 'requests.cpu': '2000m', 'count/pods': '9' } },
    });
    await api.until(at, ({ body }) => body.status.used['count/pods'] === '1');
    expect((await used(at)).hard).toEqual({
      'requests.cpu': '2',
      'count/pods': '9',
    });
  });

  it('counts storage, also by its class, and more of it later', async () => {
    const { api } = server();
    const at = await quota(server(), namespace, {
      'requests.storage': '10Gi',
      persistentvolumeclaims: '5',
      'gold.storageclass.storage.k8s.io/requests.storage': '4Gi',
    });
    const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
    const gold = { storageClassName: 'gold' };
    expect((await api.post(claims, claim('a', '3Gi', gold))).code).toBe(201);
    expect((await api.post(claims, claim('b', '4Gi'))).code).toBe(201);
    expect((await used(at)).used).toEqual({
      'requests.storage': '7Gi',
      persistentvolumeclaims: '2',
      'gold.storageclass.storage.k8s.io/requests.storage': '3Gi',
    });
    expect((await api.post(claims, claim('c', '2Gi', gold))).body).toEqual(
      refusal(
        'persistentvolumeclaims',
        'c',
        'exceeded quota: plan, requested: gold.storageclass.storage.k8s.io/requests.storage=2Gi, used: gold.storageclass.storage.k8s.io/requests.storage=3Gi, limited: gold.storageclass.storage.k8s.io/requests.storage=4Gi',
      ),
    );
  });

  it('counts services by their type, also when that changes', async () => {
    const { api } = server();
    const at = await quota(server(), namespace, {
      services: '5',
      'services.loadbalancers': '1',
    });
    const services = `/api/v1/namespaces/${namespace}/services`;
    const service = (name: string, type: string) => ({
      metadata: { name },
      spec: { type, ports: [{ port: 80 }] },
    });
    expect((await api.post(services, service('a', 'LoadBalancer'))).code).toBe(
      201,
    );
    expect((await api.post(services, service('b', 'ClusterIP'))).code).toBe(
      201,
    );
    expect((await used(at)).used).toEqual({
      services: '2',
      'services.loadbalancers': '1',
    });
    const { body } = await api.patch(`${services}/b`, 'merge', {
      spec: { type: 'LoadBalancer' },
    });
    expect(body).toEqual(
      refusal(
        'services',
        'b',
        'exceeded quota: plan, requested: services.loadbalancers=1, used: services.loadbalancers=1, limited: services.loadbalancers=1',
      ),
    );
  });

  it('counts only the pods in its scope', async () => {
    const { api } = server();
    const effort = await quota(
      server(),
      namespace,
      { pods: '1' },
      { scopes: ['BestEffort'] },
      'effort',
    );
    const urgent = await quota(
      server(),
      namespace,
      { 'count/pods': '0' },
      {
        scopeSelector: {
          matchExpressions: [
            {
              scopeName: 'PriorityClass',
              operator: 'In',
              values: ['system-node-critical'],
            },
          ],
        },
      },
      'urgent',
    );
    const some = { requests: { cpu: '1m' } };
    expect((await api.post(pods, pod('a', some))).code).toBe(201);
    expect((await api.post(pods, pod('b'))).code).toBe(201);
    expect((await api.post(pods, pod('c'))).body).toEqual(
      refusal(
        'pods',
        'c',
        'exceeded quota: effort, requested: pods=1, used: pods=1, limited: pods=1',
      ),
    );
    const critical = pod('d', some, {
      priorityClassName: 'system-node-critical',
    });
    expect((await api.post(pods, critical)).body).toEqual(
      refusal(
        'pods',
        'd',
        'exceeded quota: urgent, requested: count/pods=1, used: count/pods=0, limited: count/pods=0',
      ),
    );
    expect((await used(effort)).used).toEqual({ pods: '1' });
    expect((await used(urgent)).used).toEqual({ 'count/pods': '0' });
  });
});
