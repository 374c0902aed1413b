import { contract } from '../../testing/contract';
import { shown, TABLE } from '../../testing/tables';

contract('tables of other groups', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, object, unknown]>([
    [
      'networking.k8s.io/v1 ingresses',
      {
        spec: {
          ingressClassName: 'x',
          rules: [
            {
              host: 'a.example.com',
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: 's', port: { number: 80 } } },
                  },
                ],
              },
            },
          ],
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Class', 'string', 0],
          ['Hosts', 'string', 0],
          ['Address', 'string', 0],
          ['Ports', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', 'x', 'a.example.com', '', '80', '<age>'],
      ],
    ],
    [
      'networking.k8s.io/v1 networkpolicies',
      { spec: { podSelector: { matchLabels: { a: 'b' } } } },
      [
        [
          ['Name', 'string', 0],
          ['Pod-Selector', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', 'a=b', '<age>'],
      ],
    ],
    [
      'policy/v1 poddisruptionbudgets',
      { spec: { minAvailable: 1, selector: { matchLabels: { a: 'b' } } } },
      [
        [
          ['Name', 'string', 0],
          ['Min Available', 'string', 0],
          ['Max Unavailable', 'string', 0],
          ['Allowed Disruptions', 'integer', 0],
          ['Age', 'string', 0],
        ],
        ['table', '1', 'N/A', 0, '<age>'],
      ],
    ],
    [
      'autoscaling/v2 horizontalpodautoscalers',
      {
        spec: {
          maxReplicas: 3,
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'd',
          },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Reference', 'string', 0],
          ['Targets', 'string', 0],
          ['MinPods', 'string', 0],
          ['MaxPods', 'string', 0],
          ['Replicas', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', 'Deployment/d', 'cpu: <unknown>/80%', '1', 3, 0, '<age>'],
      ],
    ],
    [
      'rbac.authorization.k8s.io/v1 roles',
      { rules: [] },
      [
        [
          ['Name', 'string', 0],
          ['Created At', 'date', 0],
        ],
        ['table', '<time>'],
      ],
    ],
    [
      'rbac.authorization.k8s.io/v1 rolebindings',
      {
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'r',
        },
        subjects: [
          { kind: 'User', name: 'u', apiGroup: 'rbac.authorization.k8s.io' },
          { kind: 'ServiceAccount', name: 's', namespace: 'n' },
        ],
      },
      [
        [
          ['Name', 'string', 0],
          ['Role', 'string', 0],
          ['Age', 'string', 0],
          ['Users', 'string', 1],
          ['Groups', 'string', 1],
          ['ServiceAccounts', 'string', 1],
        ],
        ['table', 'Role/r', '<age>', 'u', '', 'n/s'],
      ],
    ],
    [
      'coordination.k8s.io/v1 leases',
      { spec: { holderIdentity: 'me' } },
      [
        [
          ['Name', 'string', 0],
          ['Holder', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', 'me', '<age>'],
      ],
    ],
  ])('of %s', async (resource, rest, expected) => {
    const [version, plural] = resource.split(' ');
    const path = `/apis/${version}/namespaces/${ns}/${plural}`;
    const made = await server().api.post(path, {
      metadata: { name: 'table' },
      ...rest,
    });
    expect([made.code, made.code > 201 && made.text]).toEqual([201, false]);
    const { body } = await server().api.get(`${path}/table`, TABLE);
    expect(shown(body)).toEqual(expected);
  });
});
