import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';

const TIME = expect.stringMatching(/Z$/);

const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels: { app: name } },
  spec: {
    paused: true,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'web:1',
            ports: [{ containerPort: 80 }],
            env: [{ name: 'A', value: '1' }],
          },
        ],
      },
    },
  },
});

contract('managed fields of built-in kinds', server => {
  let ns: string;
  let api: ApiClient;
  let deployments: string;
  beforeAll(async () => {
    ns = await server().namespace();
    ({ api } = server());
    deployments = `/apis/apps/v1/namespaces/${ns}/deployments`;
  });

  interface Entry {
    manager: string;
    operation: string;
    subresource?: string;
    fieldsV1: object;
  }
  /** The owners but for the system's own. */
  const owners = async (path: string): Promise<Entry[]> => {
    const entries: Entry[] = (await api.get(path)).body.metadata.managedFields;
    return entries.filter(
      ({ manager }) => manager !== 'kube-controller-manager',
    );
  };

  it('include what was filled in of a Deployment', async () => {
    const first = await api.patch(
      `${deployments}/first?fieldManager=applier`,
      'apply',
      deployment('first'),
    );
    expect(first.code).toBe(201);
    await api.post(`${deployments}?fieldManager=maker`, deployment('filled'));
    expect(await owners(`${deployments}/filled`)).toEqual([
      {
        manager: 'maker',
        operation: 'Update',
        apiVersion: 'apps/v1',
        time: TIME,
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
          'f:spec': {
            'f:paused': {},
            'f:progressDeadlineSeconds': {},
            'f:replicas': {},
            'f:revisionHistoryLimit': {},
            'f:selector': {},
            'f:strategy': {
              'f:rollingUpdate': {
                '.': {},
                'f:maxSurge': {},
                'f:maxUnavailable': {},
              },
              'f:type': {},
            },
            'f:template': {
              'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
              'f:spec': {
                'f:containers': {
                  'k:{"name":"web"}': {
                    '.': {},
                    'f:env': {
                      '.': {},
                      'k:{"name":"A"}': {
                        '.': {},
                        'f:name': {},
                        'f:value': {},
                      },
                    },
                    'f:image': {},
                    'f:imagePullPolicy': {},
                    'f:name': {},
                    'f:ports': {
                      '.': {},
                      'k:{"containerPort":80,"protocol":"TCP"}': {
                        '.': {},
                        'f:containerPort': {},
                        'f:protocol': {},
                      },
                    },
                    'f:resources': {},
                    'f:terminationMessagePath': {},
                    'f:terminationMessagePolicy': {},
                  },
                },
                'f:dnsPolicy': {},
                'f:restartPolicy': {},
                'f:schedulerName': {},
                'f:securityContext': {},
                'f:terminationGracePeriodSeconds': {},
              },
            },
          },
        },
      },
    ]);
  });

  it('tell who scaled', async () => {
    const path = `${deployments}/scaled`;
    await api.post(`${deployments}?fieldManager=maker`, deployment('scaled'));
    const { code } = await api.patch(
      `${path}/scale?fieldManager=scaler`,
      'merge',
      { spec: { replicas: 4 } },
    );
    expect(code).toBe(200);
    const entries = await owners(path);
    expect(entries.find(({ manager }) => manager === 'scaler')).toMatchObject({
      operation: 'Update',
      apiVersion: 'apps/v1',
      subresource: 'scale',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    });
    const maker = entries.find(({ manager }) => manager === 'maker');
    expect(maker?.fieldsV1).not.toHaveProperty(['f:spec', 'f:replicas']);
    expect(maker?.fieldsV1).toHaveProperty(['f:spec', 'f:paused']);
  });

  it('keep others from applying another scale', async () => {
    const path = `${deployments}/held`;
    await api.post(`${deployments}?fieldManager=maker`, deployment('held'));
    await api.patch(`${path}/scale?fieldManager=scaler`, 'merge', {
      spec: { replicas: 4 },
    });
    const apply = (force: boolean) =>
      api.patch(`${path}/scale?fieldManager=applier&force=${force}`, 'apply', {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name: 'held' },
        spec: { replicas: 6 },
      });
    const refused = await apply(false);
    expect([refused.code, refused.body.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "scaler" with subresource "scale" using autoscaling/v1: .spec.replicas',
    ]);
    const { code, body } = await apply(true);
    expect([code, body.spec]).toEqual([200, { replicas: 6 }]);
    const entries = await owners(path);
    expect(entries.map(({ manager }) => manager).sort()).toEqual([
      'applier',
      'maker',
    ]);
    const other = await api.patch(`${path}?fieldManager=other`, 'apply', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'held' },
      spec: { replicas: 1 },
    });
    expect(other.body.message).toBe(
      'Apply failed with 1 conflict: conflict with "applier" with subresource "scale": .spec.replicas',
    );
  });

  it('tell items of a Service apart by port and protocol', async () => {
    const path = `/api/v1/namespaces/${ns}/services`;
    const { body } = await api.post(`${path}?fieldManager=maker`, {
      metadata: { name: 'web' },
      spec: {
        clusterIP: 'None',
        selector: { app: 'web' },
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80, protocol: 'UDP' },
        ],
      },
    });
    const port = {
      '.': {},
      'f:name': {},
      'f:port': {},
      'f:protocol': {},
      'f:targetPort': {},
    };
    expect(body.metadata.managedFields[0].fieldsV1).toEqual({
      'f:spec': {
        'f:clusterIP': {},
        'f:internalTrafficPolicy': {},
        'f:ports': {
          '.': {},
          'k:{"port":80,"protocol":"TCP"}': port,
          'k:{"port":80,"protocol":"UDP"}': port,
        },
        'f:selector': {},
        'f:sessionAffinity': {},
        'f:type': {},
      },
    });
  });

  it('do not tell the values of a Secret', async () => {
    const { body } = await api.post(
      `/api/v1/namespaces/${ns}/secrets?fieldManager=maker`,
      { metadata: { name: 'safe' }, stringData: { a: 'b' } },
    );
    expect(body.metadata.managedFields[0].fieldsV1).toEqual({
      'f:data': { '.': {}, 'f:a': {} },
      'f:type': {},
    });
  });

  it('say the version that was written in', async () => {
    const group = '/apis/autoscaling';
    const rest = `namespaces/${ns}/horizontalpodautoscalers`;
    const created = await api.post(`${group}/v1/${rest}?fieldManager=one`, {
      metadata: { name: 'both' },
      spec: {
        minReplicas: 2,
        maxReplicas: 3,
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'x',
        },
      },
    });
    expect(created.code).toBe(201);
    const path = `${group}/v2/${rest}/both`;
    await api.patch(`${path}?fieldManager=two`, 'merge', {
      spec: { maxReplicas: 5 },
    });
    const entries: Entry[] = (await api.get(path)).body.metadata.managedFields;
    expect(entries).toEqual([
      expect.objectContaining({ manager: 'one', apiVersion: 'autoscaling/v1' }),
      expect.objectContaining({
        manager: 'two',
        apiVersion: 'autoscaling/v2',
        fieldsV1: { 'f:spec': { 'f:maxReplicas': {} } },
      }),
    ]);
    expect(entries[0].fieldsV1).not.toHaveProperty(['f:spec', 'f:maxReplicas']);
    expect(entries[0].fieldsV1).toHaveProperty(['f:spec', 'f:minReplicas']);
  });
});
