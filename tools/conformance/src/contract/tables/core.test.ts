import { contract } from '../../testing/contract';
import { shown, TABLE } from '../../testing/tables';

contract('tables of the core group', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
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
    expect(shown(body)).toEqual(expected);
  });
});
