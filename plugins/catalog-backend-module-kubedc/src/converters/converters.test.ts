import { stringifyEntityRef } from '@backstage/catalog-model';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import {
  acme,
  convert,
  expectValid,
  group,
  object,
  prod,
} from '../__testUtils__/convert';
import { entityConverters } from '.';

const vm = (extra: Record<string, unknown> = {}) =>
  object('virtualMachine', 'acme-prod', 'web-1', extra);

const ODD: unknown[] = [null, 0, 'Text /?', true, [], [null], [[]], { a: [1] }];

describe('entityConverters', () => {
  it('cover every kind, each once', () => {
    expect(entityConverters.map(({ kind }) => kind)).toEqual(
      kindRegistry.all().map(({ id }) => id),
    );
  });

  it('turn an organization into a domain and its groups', async () => {
    const entities = convert(acme);
    await expectValid(entities);
    expect(entities.map(entity => stringifyEntityRef(entity))).toEqual([
      'domain:default/acme',
      'group:default/acme',
      'group:acme/org-admin',
      'group:acme/user',
    ]);
    const [domain, own, admins] = entities;
    expect(domain).toMatchObject({
      metadata: { description: 'Acme engineering' },
      spec: { type: 'kubedc-organization', owner: 'group:acme/org-admin' },
    });
    expect(own.spec).toEqual({
      type: 'organization',
      profile: { displayName: 'acme', email: 'platform@example.com' },
      children: [],
    });
    expect(admins.spec).toMatchObject({
      type: 'organization-group',
      parent: 'group:default/acme',
    });
  });

  it('turn a group into a child of its organization’s group', async () => {
    const team = object('organizationGroup', 'acme', 'backend-team', {
      metadata: {
        annotations: {
          'kube-dc.com/display-name': 'Backend team',
          'kube-dc.com/description': 'Shop and search',
        },
      },
    });
    const entities = convert(team);
    await expectValid(entities);
    expect(entities).toEqual([
      expect.objectContaining({
        kind: 'Group',
        metadata: expect.objectContaining({
          namespace: 'acme',
          name: 'backend-team',
          title: 'Backend team',
          description: 'Shop and search',
        }),
        spec: {
          type: 'organization-group',
          profile: { displayName: 'Backend team' },
          parent: 'group:default/acme',
          children: [],
        },
      }),
    ]);
  });

  it('do not let a group take the name of one of the realm’s own', () => {
    expect(convert(group('org-admin', 'admin'))).toEqual([]);
    expect(convert(group('user', 'admin'))).toEqual([]);
  });

  it('turn a project into a system, owned by the first group with the role admin', async () => {
    const owners = [
      group('b-admins', 'admin'),
      group('a-admins', 'admin'),
      group('a', 'developer'),
    ];
    const entities = convert(prod, owners);
    await expectValid(entities);
    expect(entities).toMatchObject([
      {
        kind: 'System',
        metadata: { namespace: 'acme', name: 'prod' },
        spec: {
          type: 'kubedc-project',
          owner: 'group:acme/a-admins',
          domain: 'domain:default/acme',
        },
      },
    ]);
    expect(convert(prod)[0].spec?.owner).toBe('group:acme/org-admin');
  });

  it('give a project the owner it names', () => {
    const named = object('project', 'acme', 'dev', {
      metadata: {
        annotations: { 'portal.kube-dc.com/owner': 'group:acme/frontend' },
      },
    });
    expect(convert(named)[0].spec?.owner).toBe('group:acme/frontend');
  });

  it('turn a virtual machine into a resource of its project', async () => {
    const entities = convert(vm(), [group('backend-team', 'admin')]);
    await expectValid(entities);
    expect(entities).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          namespace: 'acme-prod',
          name: 'vm.web-1',
          title: 'web-1',
          description: 'Virtual machine in acme/prod',
          annotations: {
            'backstage.io/kubernetes-cluster': 'sandbox',
            'backstage.io/kubernetes-label-selector':
              'vm.kubevirt.io/name=web-1',
            'backstage.io/kubernetes-namespace': 'acme-prod',
            'backstage.io/managed-by-location':
              expect.stringMatching(/^kubedc:sandbox\//),
            'backstage.io/managed-by-origin-location':
              expect.stringMatching(/^kubedc:sandbox\//),
            'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
            'kube-dc.com/installation': 'sandbox',
            'kube-dc.com/name': 'web-1',
            'kube-dc.com/namespace': 'acme-prod',
            'kube-dc.com/organization': 'acme',
            'kube-dc.com/project': 'acme/prod',
            'kube-dc.com/uid': 'uid-of-web-1',
          },
        },
        spec: {
          type: 'virtual-machine',
          owner: 'group:acme/backend-team',
          system: 'system:acme/prod',
        },
      },
    ]);
  });

  it('say which component uses a thing and which cluster a worker belongs to', () => {
    const worker = vm({
      metadata: {
        labels: { 'cluster.x-k8s.io/cluster-name': 'dev' },
        annotations: {
          'portal.kube-dc.com/component':
            'component:acme/shop, component:acme/api',
        },
      },
    });
    const cluster = object('kdcCluster', 'acme-prod', 'dev');
    expect(convert(worker, [cluster])[0].spec?.dependencyOf).toEqual([
      'component:acme/api',
      'component:acme/shop',
      'resource:acme-prod/cluster.dev',
    ]);
    expect(convert(worker)[0].spec?.dependencyOf).toEqual([
      'component:acme/api',
      'component:acme/shop',
    ]);
  });

  it('count hints for somebody else’s groups as skipped', () => {
    const skip = jest.fn();
    const greedy = vm({
      metadata: {
        annotations: {
          'portal.kube-dc.com/owner': 'group:globex/org-admin',
          'portal.kube-dc.com/component': 'component:globex/shop',
        },
      },
    });
    const [entity] = convert(greedy, [], { skip });
    expect(entity.spec?.owner).toBe('group:acme/org-admin');
    expect(entity.spec).not.toHaveProperty('dependencyOf');
    expect(skip).toHaveBeenCalledTimes(2);
  });

  it('relate databases and clusters to the buckets that exist for their backups', async () => {
    const database = object('kdcDatabase', 'acme-prod', 'orders', {
      spec: { engine: 'postgresql', backup: { enabled: true } },
    });
    const cluster = object('kdcCluster', 'acme-prod', 'dev');
    const buckets = ['db-backups', 'managed-k8s-backups'].map(name =>
      object('objectBucketClaim', 'acme-prod', name),
    );
    const [db, k8s, bucket] = [database, cluster, buckets[0]].flatMap(item =>
      convert(item, buckets),
    );
    await expectValid([db, k8s, bucket]);
    expect(db.spec?.dependsOn).toEqual([
      'resource:acme-prod/bucket.db-backups',
    ]);
    expect(k8s.spec?.dependsOn).toEqual([
      'resource:acme-prod/bucket.managed-k8s-backups',
    ]);
    expect(convert(database)[0].spec).not.toHaveProperty('dependsOn');
    expect(
      db.metadata.annotations?.['backstage.io/kubernetes-label-selector'],
    ).toBe('cnpg.io/cluster=orders');
    expect(
      k8s.metadata.annotations?.['backstage.io/kubernetes-label-selector'],
    ).toBe('kamaji.clastix.io/name=dev-cp');
    expect(bucket.metadata.annotations).not.toHaveProperty(
      'backstage.io/kubernetes-cluster',
    );
  });

  it('find the pods of a MariaDB by its own label', () => {
    const database = object('kdcDatabase', 'acme-prod', 'shop', {
      spec: { engine: 'mariadb' },
    });
    expect(convert(database)[0].metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-label-selector':
        'app.kubernetes.io/instance=shop',
    });
  });

  it('carry no state', () => {
    const still = convert(vm());
    const moving = convert(
      vm({
        metadata: {
          resourceVersion: '99',
          generation: 7,
          labels: { any: 'x' },
        },
        spec: { runStrategy: 'Halted' },
        status: { printableStatus: 'CrashLoopBackOff', ready: false },
      }),
    );
    expect(moving).toEqual(still);
    expect(JSON.stringify(moving)).toBe(JSON.stringify(still));
  });

  it.each([
    [
      'a virtual machine outside projects',
      object('virtualMachine', 'kube-system', 'web-1'),
    ],
    [
      'an organization in a foreign namespace',
      object('organization', 'acme-prod', 'globex'),
    ],
    ['a project outside an organization', object('project', 'acme-prod', 'x')],
    [
      'a group outside an organization',
      object('organizationGroup', 'acme-prod', 'x'),
    ],
  ])('have no place for %s', (_, target) => {
    expect(convert(target)).toEqual([]);
  });

  it('put the prefix of the installation before everything', async () => {
    const entities = [acme, prod, vm(), group('team', 'admin')].flatMap(item =>
      convert(item, [], { prefix: 'zrh-' }),
    );
    await expectValid(entities);
    expect(entities.map(entity => stringifyEntityRef(entity))).toEqual([
      'domain:default/zrh-acme',
      'group:default/zrh-acme',
      'group:zrh-acme/org-admin',
      'group:zrh-acme/user',
      'system:zrh-acme/prod',
      'resource:zrh-acme-prod/vm.web-1',
      'group:zrh-acme/team',
    ]);
    expect(entities[5].spec?.system).toBe('system:zrh-acme/prod');
    expect(entities[4].spec?.domain).toBe('domain:default/zrh-acme');
  });

  it.each(['n'.repeat(63), 'n'.repeat(253)])(
    'survive hostile data',
    async name => {
      const odd = {
        metadata: {
          labels: { 'cluster.x-k8s.io/cluster-name': 'x'.repeat(300) },
          annotations: null,
        },
        spec: null,
        status: 'broken',
      };
      const targets = kindRegistry
        .all()
        // The catalogue of images is many entities in one object and has a test of its own.
        .filter(({ scope, only }) => scope !== 'organization' && !only)
        .map(({ id, type }) =>
          object(id, type.namespaced ? 'acme-prod' : undefined, name, odd),
        );
      for (const target of targets) {
        const entities = convert(target, [], { components: ['service'] });
        expect(entities).toHaveLength(1);
        await expectValid(entities);
        expect(entities[0].metadata.title).toBe(name);
      }
    },
  );

  const tenants = kindRegistry
    .all()
    .filter(({ scope, only }) => scope !== 'organization' && !only);

  it.each(tenants.map(kind => [kind.id, kind] as const))(
    'survive every field of every odd type in %s',
    async (id, { type }) => {
      for (const value of ODD) {
        for (const depth of [0, 1, 2, 3]) {
          for (const isList of [false, true]) {
            const target = object(
              id,
              type.namespaced ? 'acme-prod' : undefined,
              'odd',
              {
                spec: everyField(value, depth, isList),
                status: everyField(value, depth, isList),
              },
            );
            const entities = convert(target, [], { components: [id] });
            expect(entities).toHaveLength(1);
            await expectValid(entities);
          }
        }
      }
    },
  );
});

/** An object that has every field, and in each, this many levels below, the value. */
function everyField(value: unknown, depth: number, isList: boolean): unknown {
  if (!depth) {
    return value;
  }
  const below = everyField(value, depth - 1, isList);
  return new Proxy(
    {},
    {
      get: (target, key) =>
        typeof key === 'symbol' || key in target
          ? Reflect.get(target, key)
          : (isList && [below]) || below,
    },
  );
}
