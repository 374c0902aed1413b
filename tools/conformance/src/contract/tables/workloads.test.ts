import { contract } from '../../testing/contract';
import { shown, TABLE } from '../../testing/tables';

contract('tables of workloads', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
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
