import { ask, Request } from '../../testing/ask';
import {
  container,
  CORE,
  selector,
  template,
  withSpec,
} from '../../testing/builtins';
import { contract } from '../../testing/contract';

const APIS = '/apis';
const BATCH = `${APIS}/batch/v1/namespaces/{ns}`;
const once = {
  spec: { restartPolicy: 'Never', containers: [container] },
};
const webhook = {
  name: 'a.example.com',
  sideEffects: 'None',
  admissionReviewVersions: ['v1'],
  clientConfig: { service: { name: 'a', namespace: 'b' } },
  rules: [
    {
      apiGroups: ['none.example.com'],
      apiVersions: ['v1'],
      operations: ['CREATE'],
      resources: ['nothings'],
    },
  ],
};
const filledWebhook = {
  ...webhook,
  clientConfig: { service: { name: 'a', namespace: 'b', port: 443 } },
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  rules: [{ ...webhook.rules[0], scope: '*' }],
  timeoutSeconds: 10,
};

contract('what other kinds may leave out', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
  });

  it.each<[string, Request, object]>([
    [
      'claims of a stateful set',
      [
        'POST',
        `${APIS}/apps/v1/namespaces/{ns}/statefulsets?dryRun=All`,
        withSpec({
          serviceName: 'x',
          selector,
          template,
          volumeClaimTemplates: [
            {
              metadata: { name: 'd' },
              spec: {
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '1Gi' } },
              },
            },
          ],
        }),
      ],
      {
        spec: {
          volumeClaimTemplates: [
            {
              apiVersion: 'v1',
              kind: 'PersistentVolumeClaim',
              metadata: { name: 'd' },
              spec: { volumeMode: 'Filesystem' },
              status: { phase: 'Pending' },
            },
          ],
        },
      },
    ],
    [
      'limits of a job',
      [
        'POST',
        `${BATCH}/jobs?dryRun=All`,
        withSpec({
          completions: 3,
          completionMode: 'Indexed',
          backoffLimitPerIndex: 1,
          podFailurePolicy: {
            rules: [{ action: 'Ignore', onPodConditions: [{ type: 'x' }] }],
          },
          template: once,
        }),
      ],
      {
        spec: {
          backoffLimit: 2147483647,
          manualSelector: false,
          podFailurePolicy: {
            rules: [{ onPodConditions: [{ type: 'x', status: 'True' }] }],
          },
          podReplacementPolicy: 'Failed',
        },
      },
    ],
    [
      'ports of a service',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          type: 'LoadBalancer',
          externalTrafficPolicy: 'Local',
          ports: [{ port: 80 }],
        }),
      ],
      {
        spec: {
          healthCheckNodePort: expect.any(Number),
          ports: [{ nodePort: expect.any(Number), targetPort: 80 }],
        },
      },
    ],
    [
      'ports of a slice',
      [
        'POST',
        `${APIS}/discovery.k8s.io/v1/namespaces/{ns}/endpointslices?dryRun=All`,
        {
          metadata: { name: 'x' },
          addressType: 'IPv4',
          endpoints: [{ addresses: ['192.0.2.1'] }],
          ports: [{ port: 1 }],
        },
      ],
      { ports: [{ name: '', port: 1, protocol: 'TCP' }] },
    ],
    [
      'parameters of a class of ingresses',
      [
        'POST',
        `${APIS}/networking.k8s.io/v1/ingressclasses?dryRun=All`,
        withSpec({
          controller: 'a.b/c',
          parameters: { apiGroup: 'z', kind: 'x', name: 'y' },
        }),
      ],
      {
        metadata: { generation: 1 },
        spec: { parameters: { scope: 'Cluster' } },
      },
    ],
    [
      'a driver of storage',
      ['POST', `${APIS}/storage.k8s.io/v1/csidrivers?dryRun=All`, withSpec({})],
      {
        spec: {
          attachRequired: true,
          fsGroupPolicy: 'ReadWriteOnceWithFSType',
          podInfoOnMount: false,
          requiresRepublish: false,
          seLinuxMount: false,
          storageCapacity: false,
          volumeLifecycleModes: ['Persistent'],
        },
      },
    ],
    ...(['validating', 'mutating'] as const).map(
      (kind): [string, Request, object] => [
        `${kind} webhooks`,
        [
          'POST',
          `${APIS}/admissionregistration.k8s.io/v1/${kind}webhookconfigurations?dryRun=All`,
          { metadata: { name: 'x' }, webhooks: [webhook] },
        ],
        {
          webhooks: [
            kind === 'mutating'
              ? { ...filledWebhook, reinvocationPolicy: 'Never' }
              : filledWebhook,
          ],
        },
      ],
    ),
  ])('is filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    expect(body).toMatchObject(expected);
  });

  it('is no port of the nodes where none is wanted', async () => {
    const { body } = await ask(server(), names, [
      'POST',
      `${CORE}/services?dryRun=All`,
      withSpec({
        type: 'LoadBalancer',
        allocateLoadBalancerNodePorts: false,
        ports: [{ port: 80 }],
      }),
    ]);
    expect(body.spec.ports).toEqual([
      { port: 80, protocol: 'TCP', targetPort: 80 },
    ]);
    expect(body.spec.healthCheckNodePort).toBeUndefined();
  });
});
