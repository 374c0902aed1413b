import {
  projectCreate,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import { contextOf, object, platformObjects } from '../__testUtils__/context';
import { createProject, deleteProject } from '.';

const input = (extra: Record<string, unknown> = {}) =>
  projectCreate.input.parse({
    organization: 'acme',
    name: 'staging',
    ...extra,
  });

const project = (name: string, cidrBlock: string, status: object = {}) =>
  ({
    ...object('kube-dc.com/v1', 'Project', 'acme', name),
    spec: { cidrBlock },
    status,
  } as KubernetesObject);

async function networkOf(objects: KubernetesObject[], extra = {}) {
  const [{ body }] = await createProject.plan(input(extra), contextOf(objects));
  return (body as { spec: { cidrBlock: string } }).spec.cidrBlock;
}

const organization = object('kube-dc.com/v1', 'Organization', 'acme', 'acme');

describe('plan of project:create', () => {
  it('makes the project in the organization’s namespace', async () => {
    await expect(
      createProject.plan(
        input({ owner: 'group:acme/backend-team', cidrBlock: '10.40.0.0/20' }),
        contextOf(platformObjects()),
      ),
    ).resolves.toEqual([
      {
        method: 'POST',
        type: expect.objectContaining({
          group: 'kube-dc.com',
          resource: 'projects',
        }),
        namespace: 'acme',
        dryRun: 'query',
        description: 'Create project staging in acme',
        body: {
          apiVersion: 'kube-dc.com/v1',
          kind: 'Project',
          metadata: {
            name: 'staging',
            namespace: 'acme',
            annotations: {
              'portal.kube-dc.com/owner': 'group:acme/backend-team',
            },
          },
          spec: { cidrBlock: '10.40.0.0/20', egressNetworkType: 'cloud' },
        },
      },
    ]);
  });

  it.each<[string, KubernetesObject[], string]>([
    ['the first of all', [organization], '10.0.0.0/20'],
    ['the next one', platformObjects(), '10.0.16.0/20'],
    [
      'the first gap',
      [organization, project('a', '10.0.0.0/20'), project('b', '10.0.32.0/20')],
      '10.0.16.0/20',
    ],
    [
      'behind a larger network',
      [organization, project('a', '10.0.0.0/16')],
      '10.1.0.0/20',
    ],
    [
      'around a smaller network',
      [organization, project('a', '10.0.8.0/24')],
      '10.0.16.0/20',
    ],
    [
      'despite odd ones',
      [organization, project('a', 'nonsense'), project('b', '192.168.0.0/16')],
      '10.0.0.0/20',
    ],
  ])('takes a free network: %s', async (_, objects, expected) => {
    await expect(networkOf(objects)).resolves.toBe(expected);
  });

  it('leaves other organizations’ networks out of account', async () => {
    const other = object('kube-dc.com/v1', 'Project', 'globex', 'shop');
    await expect(
      networkOf([
        organization,
        { ...other, spec: { cidrBlock: '10.0.0.0/20' } } as KubernetesObject,
      ]),
    ).resolves.toBe('10.0.0.0/20');
  });

  it.each([
    [
      'cidrBlock',
      { cidrBlock: '10.0.8.0/24' },
      platformObjects(),
      /overlaps 10.0.0.0\/20 of project production/,
    ],
    [
      'cidrBlock',
      {},
      [organization, project('all', '10.0.0.0/8')],
      /All networks/,
    ],
    [
      'organization',
      { organization: 'nope' },
      platformObjects(),
      /no organization nope/,
    ],
  ])(
    'refuses a %s that does not fit',
    async (field, extra, objects, message) => {
      await expect(networkOf(objects, extra)).rejects.toMatchObject({
        field,
        message: expect.stringMatching(message),
      });
    },
  );
});

describe('settlement of project operations', () => {
  const run = { startedAt: new Date(), created: [] };

  it('creation ends when the project is ready and has its namespace', async () => {
    const settle = (status: object) =>
      createProject.settled(
        input(),
        contextOf([project('staging', '10.0.16.0/20', status)]),
        run,
      );
    await expect(settle({ ready: false })).resolves.toMatchObject({
      state: 'pending',
    });
    await expect(settle({ ready: true })).resolves.toMatchObject({
      state: 'pending',
    });
    await expect(
      settle({
        ready: false,
        conditions: [
          { type: 'LimitCheck', status: 'False', message: '51 of 50 projects' },
        ],
      }),
    ).resolves.toEqual({ state: 'failed', message: '51 of 50 projects' });
    await expect(
      settle({ ready: true, namespace: 'acme-staging' }),
    ).resolves.toMatchObject({
      state: 'done',
      output: {
        backingNamespace: 'acme-staging',
        entityRef: 'system:acme/staging',
      },
    });
  });

  it('deletion ends when the project is gone', async () => {
    const target = { namespace: 'acme', name: 'production' };
    const context = contextOf(platformObjects());
    expect(deleteProject.namespaces(target, context)).toEqual({
      organization: 'acme',
    });
    await expect(deleteProject.plan(target, context)).resolves.toMatchObject([
      { method: 'DELETE', namespace: 'acme', name: 'production' },
    ]);
    await expect(
      deleteProject.settled(target, context, run),
    ).resolves.toMatchObject({ state: 'pending' });
    await expect(
      deleteProject.settled(target, contextOf([]), run),
    ).resolves.toMatchObject({ state: 'done' });
  });
});
