import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';

const TABLE = {
  headers: { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' },
};
const PARTIAL = {
  headers: {
    accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  },
};
const PARTIAL_LIST = {
  headers: {
    accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  },
};
const AGE = /^\d+[smhd]/;

/** A cell without what differs from run to run. */
function steadyCell(cell: unknown): unknown {
  return typeof cell === 'string'
    ? cell
        .replace(/^\d{4}-\d\d-\d\dT[\d:]+Z$/, '<time>')
        .replace(/controller-uid=[-\da-f]{36}/, 'controller-uid=<uid>')
    : cell;
}

contract('tables', server => {
  let ns: string;
  let widgets: Defined;
  beforeAll(async () => {
    ns = await server().namespace();
    widgets = await define(server(), {
      version: {
        additionalPrinterColumns: [
          {
            name: 'Size',
            type: 'string',
            jsonPath: '.spec.size',
            description: 'How large',
          },
          {
            name: 'Count',
            type: 'integer',
            jsonPath: '.spec.count',
            format: 'int32',
          },
          {
            name: 'Ratio',
            type: 'number',
            jsonPath: '.spec.ratio',
            priority: 1,
          },
          { name: 'On', type: 'boolean', jsonPath: '.spec.on' },
          { name: 'Since', type: 'date', jsonPath: '.spec.since' },
          {
            name: 'Ready',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type=="Ready")].status',
          },
          { name: 'First', type: 'string', jsonPath: '.spec.list[0]' },
          { name: 'List', type: 'string', jsonPath: '.spec.list' },
          { name: 'All', type: 'string', jsonPath: '.spec.items[*].name' },
          { name: 'Object', type: 'string', jsonPath: '.spec.object' },
          { name: 'Label', type: 'string', jsonPath: '.metadata.labels.a\\.b' },
        ],
      },
    });
    await server().api.post(
      widgets.path(ns),
      widgets.object(
        'full',
        {
          size: 'large',
          count: 3,
          ratio: 1.5,
          on: true,
          since: '2020-01-01T00:00:00Z',
          list: ['x', 'y'],
          items: [{ name: 'n' }, { name: 'm' }],
          object: { a: 1 },
        },
        {
          status: {
            conditions: [
              { type: 'Other', status: 'No' },
              { type: 'Ready', status: 'True' },
            ],
          },
          metadata: { name: 'full', labels: { 'a.b': 'dotted' } },
        },
      ),
    );
    await server().api.post(widgets.path(ns), widgets.object('none'));
    await server().api.post(
      widgets.path(ns),
      widgets.object('odd', {
        size: 5,
        count: 'x',
        ratio: 'y',
        on: 'no',
        since: 'never',
        list: [],
      }),
    );
  });

  it('of custom resources have the columns they define', async () => {
    const { code, body } = await server().api.get(widgets.path(ns), TABLE);
    expect(code).toBe(200);
    expect({ kind: body.kind, apiVersion: body.apiVersion }).toEqual({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
    });
    expect(Object.keys(body.metadata)).toEqual(['resourceVersion']);
    expect(
      body.columnDefinitions.map((c: any) => [
        c.name,
        c.type,
        c.format,
        c.priority,
        c.description.slice(0, 60),
      ]),
    ).toEqual([
      [
        'Name',
        'string',
        'name',
        0,
        'Name must be unique within a namespace. Is required when cre',
      ],
      ['Size', 'string', '', 0, 'How large'],
      [
        'Count',
        'integer',
        'int32',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Ratio',
        'number',
        '',
        1,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'On',
        'boolean',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Since',
        'date',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Ready',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .sta',
      ],
      [
        'First',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'List',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'All',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Object',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .spe',
      ],
      [
        'Label',
        'string',
        '',
        0,
        'Custom resource definition column (in JSONPath format): .met',
      ],
    ]);
  });

  it('of custom resources have cells by the types of their columns', async () => {
    const { body } = await server().api.get(widgets.path(ns), TABLE);
    const rows = body.rows.map((row: any) => row.cells);
    rows[0][5] = AGE.test(rows[0][5]) ? '<age>' : rows[0][5];
    expect(rows).toEqual([
      [
        'full',
        'large',
        3,
        1.5,
        true,
        '6y326d',
        'True',
        'x',
        '["x","y"]',
        'n',
        '{"a":1}',
        'dotted',
      ],
      [
        'none',
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ],
      [
        'odd',
        '5',
        null,
        null,
        null,
        '<invalid>',
        null,
        null,
        '[]',
        null,
        null,
        null,
      ],
    ]);
  });

  it('without columns show name and age', async () => {
    const plain = await define(server());
    await server().api.post(plain.path(ns), plain.object('x'));
    const { body } = await server().api.get(`${plain.path(ns)}/x`, TABLE);
    expect(
      body.columnDefinitions.map((c: any) => [
        c.name,
        c.type,
        c.format,
        c.priority,
      ]),
    ).toEqual([
      ['Name', 'string', 'name', 0],
      ['Age', 'date', '', 0],
    ]);
    expect(body.rows[0].cells).toEqual(['x', expect.stringMatching(AGE)]);
  });

  it.each([
    ['None', undefined],
    ['Metadata', 'PartialObjectMetadata'],
    ['Object', 'Widget'],
    ['', 'PartialObjectMetadata'],
  ])('carry of each object: %s', async (include, kind) => {
    const query = include && `?includeObject=${include}`;
    const { body } = await server().api.get(
      `${widgets.path(ns)}${query}`,
      TABLE,
    );
    expect(body.rows[0].object?.kind).toBe(kind);
    expect(body.rows[0].object?.metadata?.name).toBe(kind && 'full');
    expect(body.rows[0].object?.spec?.size).toBe(
      kind === 'Widget' ? 'large' : undefined,
    );
  });

  it.each<[string, object, unknown]>([
    [
      'configmaps',
      { data: { a: '1', b: '2' } },
      [
        [
          ['Name', 'string', 0],
          ['Data', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', 2, '<age>'],
      ],
    ],
    [
      'secrets',
      { stringData: { a: '1' } },
      [
        [
          ['Name', 'string', 0],
          ['Type', 'string', 0],
          ['Data', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', 'Opaque', 1, '<age>'],
      ],
    ],
    [
      'services',
      {
        spec: {
          clusterIP: 'None',
          selector: { a: 'b', c: 'd' },
          ports: [
            { port: 80, name: 'a' },
            { port: 53, protocol: 'UDP', name: 'b' },
          ],
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Type', 'string', 0],
          ['Cluster-IP', 'string', 0],
          ['External-IP', 'string', 0],
          ['Port(s)', 'string', 0],
          ['Age', 'string', 0],
          ['Selector', 'string', 1],
        ],
        [
          'table',
          'ClusterIP',
          'None',
          '<none>',
          '80/TCP,53/UDP',
          '<age>',
          'a=b,c=d',
        ],
      ],
    ],
    [
      'persistentvolumeclaims',
      {
        spec: {
          accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
          storageClassName: 'fast',
          resources: { requests: { storage: '1Gi' } },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Status', 'string', 0],
          ['Volume', 'string', 0],
          ['Capacity', 'string', 0],
          ['Access Modes', 'string', 0],
          ['StorageClass', 'string', 0],
          ['VolumeAttributesClass', 'string', 0],
          ['Age', 'string', 0],
          ['VolumeMode', 'string', 1],
        ],
        [
          'table',
          'Pending',
          '',
          '',
          '',
          'fast',
          '<unset>',
          '<age>',
          'Filesystem',
        ],
      ],
    ],
    [
      'limitranges',
      { spec: { limits: [] } },
      [
        [
          ['Name', 'string', 0],
          ['Created At', 'date', 0],
        ],
        ['table', '<time>'],
      ],
    ],
    [
      'serviceaccounts',
      {},
      [
        [
          ['Name', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', '<age>'],
      ],
    ],
    [
      'events',
      {
        involvedObject: { kind: 'Pod', name: 'p', namespace: '{ns}' },
        reason: 'Why',
        message: 'What',
        type: 'Normal',
        source: { component: 'c' },
      },
      [
        [
          ['Last Seen', 'string', 0],
          ['Type', 'string', 0],
          ['Reason', 'string', 0],
          ['Object', 'string', 0],
          ['Subobject', 'string', 1],
          ['Source', 'string', 1],
          ['Message', 'string', 0],
          ['First Seen', 'string', 1],
          ['Count', 'string', 1],
          ['Name', 'string', 1],
        ],
        [
          '<unknown>',
          'Normal',
          'Why',
          'pod/p',
          '',
          'c',
          'What',
          '<unknown>',
          1,
          'table',
        ],
      ],
    ],
    [
      'endpoints',
      {},
      [
        [
          ['Name', 'string', 0],
          ['Endpoints', 'string', 0],
          ['Age', 'string', 0],
        ],
        ['table', '<none>', '<age>'],
      ],
    ],
    [
      'replicationcontrollers',
      {
        spec: {
          replicas: 0,
          selector: { a: 'b' },
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { containers: [{ name: 'c', image: 'i' }] },
          },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Desired', 'integer', 0],
          ['Current', 'integer', 0],
          ['Ready', 'integer', 0],
          ['Age', 'string', 0],
          ['Containers', 'string', 1],
          ['Images', 'string', 1],
          ['Selector', 'string', 1],
        ],
        ['table', 0, 0, 0, '<age>', 'c', 'i', 'a=b'],
      ],
    ],
  ])('of %s', async (resource, rest, expected) => {
    const path = `/api/v1/namespaces/${ns}/${resource}`;
    const made = await server().api.post(
      path,
      JSON.parse(
        JSON.stringify({ metadata: { name: 'table' }, ...rest }).replaceAll(
          '{ns}',
          ns,
        ),
      ),
    );
    expect([made.code, made.code > 201 && made.text]).toEqual([201, false]);
    const { body } = await server().api.get(`${path}/table`, TABLE);
    const cells = body.rows[0].cells.map((c: any) =>
      typeof c === 'string' && AGE.test(c) ? '<age>' : steadyCell(c),
    );
    expect([
      body.columnDefinitions.map((c: any) => [c.name, c.type, c.priority]),
      cells,
    ]).toEqual(expected);
  });

  it.each<[string, object, unknown]>([
    [
      'apps/v1 deployments',
      {
        spec: {
          replicas: 2,
          selector: { matchLabels: { a: 'b' } },
          template: {
            metadata: { labels: { a: 'b' } },
            spec: {
              containers: [
                { name: 'c', image: 'i' },
                { name: 'd', image: 'j' },
              ],
            },
          },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Ready', 'string', 0],
          ['Up-to-date', 'string', 0],
          ['Available', 'string', 0],
          ['Age', 'string', 0],
          ['Containers', 'string', 1],
          ['Images', 'string', 1],
          ['Selector', 'string', 1],
        ],
        ['table', '0/2', 0, 0, '<age>', 'c,d', 'i,j', 'a=b'],
      ],
    ],
    [
      'apps/v1 statefulsets',
      {
        spec: {
          serviceName: 's',
          replicas: 2,
          selector: { matchLabels: { a: 'b' } },
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { containers: [{ name: 'c', image: 'i' }] },
          },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Ready', 'string', 0],
          ['Age', 'string', 0],
          ['Containers', 'string', 1],
          ['Images', 'string', 1],
        ],
        ['table', '0/2', '<age>', 'c', 'i'],
      ],
    ],
    [
      'apps/v1 daemonsets',
      {
        spec: {
          selector: { matchLabels: { a: 'b' } },
          template: {
            metadata: { labels: { a: 'b' } },
            spec: {
              nodeSelector: { x: 'y' },
              containers: [{ name: 'c', image: 'i' }],
            },
          },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Desired', 'integer', 0],
          ['Current', 'integer', 0],
          ['Ready', 'integer', 0],
          ['Up-to-date', 'integer', 0],
          ['Available', 'integer', 0],
          ['Node Selector', 'string', 0],
          ['Age', 'string', 0],
          ['Containers', 'string', 1],
          ['Images', 'string', 1],
          ['Selector', 'string', 1],
        ],
        ['table', 0, 0, 0, 0, 0, 'x=y', '<age>', 'c', 'i', 'a=b'],
      ],
    ],
    [
      'batch/v1 jobs',
      {
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'c', image: 'i' }],
            },
          },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Status', 'string', 0],
          ['Completions', 'string', 0],
          ['Duration', 'string', 0],
          ['Age', 'string', 0],
          ['Containers', 'string', 1],
          ['Images', 'string', 1],
          ['Selector', 'string', 1],
        ],
        [
          'table',
          'Running',
          '0/1',
          '',
          '<age>',
          'c',
          'i',
          'batch.kubernetes.io/controller-uid=<uid>',
        ],
      ],
    ],
    [
      'batch/v1 cronjobs',
      {
        spec: {
          schedule: '* * * * *',
          suspend: true,
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  restartPolicy: 'Never',
                  containers: [{ name: 'c', image: 'i' }],
                },
              },
            },
          },
        },
      },
      [
        [
          ['Name', 'string', 0],
          ['Schedule', 'string', 0],
          ['Timezone', 'string', 0],
          ['Suspend', 'boolean', 0],
          ['Active', 'integer', 0],
          ['Last Schedule', 'string', 0],
          ['Age', 'string', 0],
          ['Containers', 'string', 1],
          ['Images', 'string', 1],
          ['Selector', 'string', 1],
        ],
        [
          'table',
          '* * * * *',
          '<none>',
          'True',
          0,
          '<none>',
          '<age>',
          'c',
          'i',
          '<none>',
        ],
      ],
    ],
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
    const cells = body.rows[0].cells.map((c: any) =>
      typeof c === 'string' && AGE.test(c) ? '<age>' : steadyCell(c),
    );
    expect([
      body.columnDefinitions.map((c: any) => [c.name, c.type, c.priority]),
      cells,
    ]).toEqual(expected);
  });

  it('of one object, a page and an answer to a write', async () => {
    const { api } = server();
    const page = await api.get(`${widgets.path(ns)}?limit=1`, TABLE);
    expect(page.body.rows).toHaveLength(1);
    expect(page.body.metadata.remainingItemCount).toBe(2);
    const made = await api.post(
      `${widgets.path(ns)}?dryRun=All`,
      widgets.object('new'),
      TABLE,
    );
    expect([made.code, made.body.kind, made.body.rows.length]).toEqual([
      201,
      'Table',
      1,
    ]);
    const missing = await api.get(`${widgets.path(ns)}/nobody`, TABLE);
    expect([missing.code, missing.body.kind]).toEqual([404, 'Status']);
  });

  it('give way to metadata alone', async () => {
    const { api } = server();
    const one = await api.get(`${widgets.path(ns)}/full`, PARTIAL);
    expect(Object.keys(one.body).sort()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
    expect(one.body).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'full', namespace: ns },
    });
    const list = await api.get(`${widgets.path(ns)}?limit=2`, PARTIAL_LIST);
    expect(list.body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { remainingItemCount: 1, continue: expect.any(String) },
    });
    expect(
      list.body.items.map((i: any) => [
        i.kind,
        i.apiVersion,
        i.metadata.name,
        i.spec ?? null,
      ]),
    ).toEqual([
      ['PartialObjectMetadata', 'meta.k8s.io/v1', 'full', null],
      ['PartialObjectMetadata', 'meta.k8s.io/v1', 'none', null],
    ]);
    const builtin = await api.get(
      `/api/v1/namespaces/${ns}/configmaps`,
      PARTIAL_LIST,
    );
    expect(builtin.body.kind).toBe('PartialObjectMetadataList');
  });

  it('are one of several forms a client takes', async () => {
    const { body } = await server().api.get(widgets.path(ns), {
      headers: {
        accept:
          'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json',
      },
    });
    expect(body.kind).toBe('Table');
    const other = await server().api.get(widgets.path(ns), {
      headers: {
        accept:
          'application/json;as=Nonsense;v=v1;g=meta.k8s.io,application/json',
      },
    });
    expect(other.body.kind).toBe('WidgetList');
    const yaml = await server().api.get(`${widgets.path(ns)}/full`, {
      headers: { accept: 'application/yaml' },
    });
    expect(yaml.headers['content-type']).toBe('application/yaml');
    expect(yaml.text).toMatch(/^apiVersion: /);
  });
});
