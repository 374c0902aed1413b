import { contract } from '../testing/contract';
import { said } from '../testing/said';
import { container, pod, podNamespace } from '../testing/workload';

const MOUNT = {
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  name: expect.stringMatching(/^kube-api-access-[a-z0-9]{5}$/),
  readOnly: true,
};

contract('a new pod', server => {
  let namespace: string;
  let pods: string;
  beforeEach(async () => {
    namespace = await podNamespace(server());
    pods = `/api/v1/namespaces/${namespace}/pods`;
  });
  const made = async (object: object) => {
    const { code, body, text } = await server().api.post(pods, object);
    expect([code, text]).toEqual([201, text]);
    return body.spec;
  };

  it('runs as the default service account and gets a token of it', async () => {
    const spec = await made({
      ...pod('a'),
      spec: {
        containers: [container('web')],
        initContainers: [container('prepare')],
        volumes: [{ name: 'own', emptyDir: {} }],
      },
    });
    expect(spec).toMatchObject({
      serviceAccountName: 'default',
      serviceAccount: 'default',
      containers: [{ volumeMounts: [MOUNT] }],
      initContainers: [{ volumeMounts: [MOUNT] }],
    });
    expect(spec.volumes).toEqual([
      { name: 'own', emptyDir: {} },
      {
        name: spec.containers[0].volumeMounts[0].name,
        projected: {
          defaultMode: 420,
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
            {
              configMap: {
                name: 'kube-root-ca.crt',
                items: [{ key: 'ca.crt', path: 'ca.crt' }],
              },
            },
            {
              downwardAPI: {
                items: [
                  {
                    path: 'namespace',
                    fieldRef: {
                      apiVersion: 'v1',
                      fieldPath: 'metadata.namespace',
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  it('gets no token when it or its account wants none', async () => {
    const { api } = server();
    const none = await made(
      pod('a', undefined, { automountServiceAccountToken: false }),
    );
    expect(none.volumes).toBeUndefined();
    await api.post(`/api/v1/namespaces/${namespace}/serviceaccounts`, {
      metadata: { name: 'robot' },
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'registry' }],
    });
    const robot = { serviceAccountName: 'robot' };
    const bare = await made(pod('b', undefined, robot));
    expect(bare.volumes).toBeUndefined();
    expect(bare.imagePullSecrets).toEqual([{ name: 'registry' }]);
    const mounting = await made(
      pod('c', undefined, { ...robot, automountServiceAccountToken: true }),
    );
    expect(mounting.volumes).toHaveLength(1);
  });

  it('needs a service account and a priority class that are there', async () => {
    const { api } = server();
    const refusal = async (spec: object) =>
      said(await api.post(pods, pod('a', undefined, spec)));
    expect(await refusal({ serviceAccountName: 'nobody' })).toEqual([
      '403 Forbidden',
      expect.stringMatching(
        /^pods "a" is forbidden: error looking up service account contract\/nobody: serviceaccount "nobody" not found$/,
      ),
      '/pods a',
    ]);
    expect(await refusal({ priorityClassName: 'none' })).toEqual([
      '403 Forbidden',
      'pods "a" is forbidden: no PriorityClass with name none was found',
      '/pods a',
    ]);
  });

  it('has a priority, and tolerates a node that is away for a while', async () => {
    const plain = await made(pod('a'));
    expect(plain).toMatchObject({
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    });
    const away = (key: string) => ({
      key: `node.kubernetes.io/${key}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    });
    expect(plain.tolerations).toEqual([away('not-ready'), away('unreachable')]);
    const own = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 5,
    };
    const critical = await made(
      pod('b', undefined, {
        priorityClassName: 'system-cluster-critical',
        tolerations: [own],
      }),
    );
    expect(critical.priority).toBe(2_000_000_000);
    expect(critical.tolerations).toEqual([own, away('not-ready')]);
  });
});
