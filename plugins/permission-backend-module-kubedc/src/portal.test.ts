import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  kubedcResourceDeletePermission,
  kubedcResourceReadPermission,
  kubedcResourceRef,
  KUBEDC_ANNOTATIONS,
  type KubedcResourcePermission,
  type OfferedOperation,
  type Overview,
  type ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  createKubedcResourceConditionalDecision,
  kubedcResourceConditions as resources,
} from '@kubedc/backstage-plugin-kubedc-node';
import { startSandbox, type Sandbox } from '@kubedc/sandbox';
import { eventually } from './__testUtils__/eventually';
import { everyPermission } from './__testUtils__/everyPermission';
import { startPortal, type Portal } from './__testUtils__/startPortal';
import { kubedcCatalogConditions } from './rules';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const VMS = '/kubedc/resources/virtual-machines';
const WEB = `${VMS}/sandbox/acme-prod/web-1`;
const inDev = resources.isInProject({ projects: ['acme/dev'] });

describe('conditions', () => {
  let dir: string;
  let sandbox: Sandbox;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-policy-'));
    sandbox = await startSandbox({ dir, port: 0, speed: 'fast' });
  });
  afterAll(async () => {
    await sandbox?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let portal: Portal;
    beforeAll(async () => {
      portal = await startPortal({
        sandbox,
        dir,
        database: () => databases.init(databaseId),
      });
      // The catalog has what the platform has.
      await eventually(async () => {
        const [listed, { totalItems }] = [
          await list('olga'),
          await query('olga', 'kind=resource,spec.type=virtual-machine'),
        ];
        return listed.total > 5 && listed.total === totalItems;
      });
    });
    beforeEach(() => portal.decideFirst(() => undefined));
    afterAll(async () => {
      await portal?.backend.stop();
    });

    const ok = async (person: string, path: string) => {
      const { status, body } = await portal.call(person, path);
      expect([path, status, body.error?.message]).toEqual([
        path,
        200,
        undefined,
      ]);
      return body;
    };
    async function list(
      person: string,
      search = '',
    ): Promise<{
      items: ResourceSummary[];
      total: number;
      health: Record<string, number>;
    }> {
      const { body } = await portal.call(person, `${VMS}?limit=1000${search}`);
      return body;
    }
    async function query(
      person: string,
      filter?: string,
    ): Promise<{ items: Entity[]; totalItems: number }> {
      const { body } = await portal.call(
        person,
        `/catalog/entities/by-query?limit=1000${
          filter ? `&filter=${filter}` : ''
        }`,
      );
      return body;
    }
    const decideOnResources = (
      permission: KubedcResourcePermission,
      conditions: PermissionCriteria<PermissionCondition<'kubedc-resource'>>,
    ) =>
      portal.decideFirst(({ name }) =>
        name === permission.name
          ? createKubedcResourceConditionalDecision(permission, conditions)
          : undefined,
      );
    const decide = (decisions: Record<string, PolicyDecision>) =>
      portal.decideFirst(({ name }) => decisions[name]);

    it('are of rules that the plugin tells about, on permissions that the table knows', async () => {
      const known = everyPermission().map(({ name }) => name);
      const rules: Record<string, string[]> = {};
      for (const plugin of ['kubedc', 'catalog']) {
        const metadata = await ok(
          'bob',
          `/${plugin}/.well-known/backstage/permissions/metadata`,
        );
        const names = metadata.permissions.map(
          ({ name }: { name: string }) => name,
        );
        expect(names.length).toBeGreaterThan(5);
        expect(known).toEqual(expect.arrayContaining(names));
        rules[plugin] = metadata.rules.map(
          ({ name }: { name: string }) => name,
        );
      }
      expect(rules.kubedc.sort()).toEqual([
        'IS_IN_ORGANIZATION',
        'IS_IN_PROJECT',
        'IS_OF_KIND',
        'IS_ON_INSTALLATION',
      ]);
    });

    it('of our policy show everybody the same in pages and catalog, and nothing of others', async () => {
      for (const [person, organization] of [
        ['alice', 'acme'],
        ['bob', 'acme'],
        ['dave', 'globex'],
      ]) {
        const { items } = await list(person);
        const { items: found } = await query(
          person,
          'kind=resource,spec.type=virtual-machine',
        );
        expect(items.length).toBeGreaterThan(1);
        expect(new Set(items.map(item => item.organization))).toEqual(
          new Set([organization]),
        );
        expect(
          found
            .map(({ metadata }) => metadata.annotations?.['kube-dc.com/uid'])
            .sort(),
        ).toEqual(items.map(({ uid }) => uid).sort());
      }
      expect((await portal.call('guest', VMS)).status).toBe(403);
      expect((await query('guest', 'kind=resource')).totalItems).toBe(0);
    });

    it('on projects hold for lists, their counts and pages', async () => {
      const all = await list('bob');
      const dev = all.items.filter(({ project }) => project === 'acme/dev');
      expect(dev.length).toBeGreaterThan(1);
      expect(dev.length).toBeLessThan(all.total);

      decideOnResources(kubedcResourceReadPermission, inDev);
      const { items, total, health } = await list('bob');
      expect(items.map(({ name }) => name)).toEqual(
        dev.map(({ name }) => name),
      );
      expect(total).toBe(dev.length);
      expect(Object.values(health).reduce((a, b) => a + b)).toBe(dev.length);
      const { body: page } = await portal.call(
        'bob',
        `${VMS}?limit=1&offset=1`,
      );
      expect(page.items.map(({ name }: { name: string }) => name)).toEqual([
        dev[1].name,
      ]);
      expect(page.total).toBe(dev.length);

      const projects = await ok('bob', '/kubedc/projects');
      expect(
        projects.items.map(({ project }: { project: string }) => project),
      ).toEqual(['acme/dev']);
      const overview: Overview = await ok('bob', '/kubedc/overview');
      expect(overview.projects).toHaveLength(1);
      expect(
        overview.counts.find(({ kind }) => kind === 'virtualMachine')?.total,
      ).toBe(dev.length);
      expect(
        overview.attention.filter(({ project }) => project !== 'acme/dev'),
      ).toEqual([]);
    });

    it('hold for single objects, and do not tell whether there is one', async () => {
      await ok('bob', WEB);
      decideOnResources(kubedcResourceReadPermission, inDev);
      const answers = await Promise.all(
        [WEB, `${VMS}/sandbox/acme-prod/nothing`].map(path =>
          portal.call('bob', path),
        ),
      );
      for (const { status, body } of answers) {
        expect([status, body.error.message]).toEqual([
          403,
          "The portal's permission policy does not give you 'kubedc.resource.read'",
        ]);
      }
      const [{ name }] = (await list('bob')).items;
      const { related } = await ok('bob', `${VMS}/sandbox/acme-dev/${name}`);
      expect(related.map(({ project }: ResourceSummary) => project)).toEqual([
        'acme/dev',
      ]);
    });

    it('on kinds and organizations come on top of what Kubernetes allows', async () => {
      decideOnResources(
        kubedcResourceReadPermission,
        resources.isOfKind({ kinds: ['kdcDatabase'] }),
      );
      expect((await list('bob')).total).toBe(0);
      const databasesOf = await ok('bob', '/kubedc/resources/databases');
      expect(databasesOf.total).toBeGreaterThan(0);

      decideOnResources(
        kubedcResourceReadPermission,
        resources.isInOrganization({ organizations: ['globex'] }),
      );
      expect((await list('bob')).total).toBe(0);
      expect((await list('dave')).total).toBeGreaterThan(0);
      const { organizations } = await ok('olga', '/kubedc/admin/overview');
      expect(organizations.map(({ name }: { name: string }) => name)).toEqual([
        'globex',
      ]);
    });

    it('on installations hide one that nothing may be read on', async () => {
      decideOnResources(
        kubedcResourceReadPermission,
        resources.isOnInstallation({ installations: ['elsewhere'] }),
      );
      expect((await list('bob')).items).toEqual([]);
      expect((await ok('bob', '/kubedc/installations')).items).toEqual([]);
      for (const path of [
        'images',
        'offers',
        'overview?installation=sandbox',
      ]) {
        expect((await portal.call('bob', `/kubedc/${path}`)).status).toBe(403);
      }
    });

    it('that are a plain no close every reading route', async () => {
      decide({ 'kubedc.resource.read': { result: AuthorizeResult.DENY } });
      for (const path of [
        '/kubedc/installations',
        '/kubedc/overview',
        '/kubedc/projects',
        '/kubedc/images',
        '/kubedc/offers',
        VMS,
        WEB,
      ]) {
        expect([path, (await portal.call('olga', path)).status]).toEqual([
          path,
          403,
        ]);
      }
    });

    it('on targets hold for operations, in what is offered and in what is done', async () => {
      const run = (id: string, input: object) =>
        portal.call('alice', `/kubedc/operations/${id}`, {
          dryRun: true,
          input,
        });
      const offered = async (path: string) => {
        const { operations } = await ok('alice', path);
        return (operations as OfferedOperation[]).find(
          ({ id }) => id === 'vm:delete',
        );
      };
      const [{ name }] = (await list('alice')).items.filter(
        ({ project }) => project === 'acme/dev',
      );
      const web = { namespace: 'acme-prod', name: 'web-1' };
      decideOnResources(kubedcResourceDeletePermission, inDev);

      const refused = await run('vm:delete', web);
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        "The portal's permission policy does not give you 'kubedc.resource.delete'",
      ]);
      expect(await offered(WEB)).toMatchObject({
        available: false,
        reason: refused.body.error.message,
      });
      const there = `${VMS}/sandbox/acme-dev/${name}`;
      expect(await offered(there)).toMatchObject({ available: true });
      expect(
        (await run('vm:delete', { namespace: 'acme-dev', name })).status,
      ).toBe(200);
      // Other actions are not concerned.
      expect((await run('vm:stop', web)).status).toBe(200);
    });

    it('on targets hold for what is not there yet', async () => {
      const create = (project: string) =>
        portal.call('alice', '/kubedc/operations/bucket:create', {
          dryRun: true,
          input: { project, name: 'conditions' },
        });
      expect((await create('acme/prod')).status).toBe(200);
      portal.decideFirst(permission =>
        permission.name === 'kubedc.resource.create'
          ? createKubedcResourceConditionalDecision(
              permission as KubedcResourcePermission,
              inDev,
            )
          : undefined,
      );
      expect((await create('acme/prod')).status).toBe(403);
      expect((await create('acme/dev')).status).toBe(200);
      // What is no project is the operation's to refuse, with the field's name.
      const odd = await create('nonsense');
      expect([odd.status, odd.body.error.message]).toEqual([
        400,
        expect.stringContaining('project'),
      ]);
      decide({ 'kubedc.bucket.create': { result: AuthorizeResult.DENY } });
      expect((await create('acme/dev')).status).toBe(403);
    });

    it('are applied to single resources by their refs', async () => {
      decideOnResources(kubedcResourceDeletePermission, inDev);
      const refs = [
        ['acme-dev', 'web'],
        ['acme-prod', 'web-1'],
        ['globex-shop', 'web'],
        ['nowhere', 'web'],
      ].map(([namespace, name]) =>
        kubedcResourceRef({
          installation: 'sandbox',
          kind: 'virtualMachine',
          namespace,
          name,
        }),
      );
      const { body } = await portal.call('bob', '/permission/authorize', {
        items: [...refs, 'sandbox/unknown/acme-dev/x', 'nonsense'].map(
          (resourceRef, index) => ({
            id: String(index),
            permission: kubedcResourceDeletePermission,
            resourceRef,
          }),
        ),
      });
      expect(
        body.items.map(({ result }: { result: string }) => result),
      ).toEqual(['ALLOW', 'DENY', 'DENY', 'DENY', 'DENY', 'DENY']);
    });

    it.each([
      [
        'organizations',
        kubedcCatalogConditions.isInKubedcOrganization({
          organizations: ['ACME'],
          installation: 'sandbox',
        }),
        `metadata.annotations.${KUBEDC_ANNOTATIONS.organization}=acme`,
      ],
      [
        'projects',
        kubedcCatalogConditions.isInKubedcProject({
          projects: ['acme/dev', 'globex/shop'],
        }),
        `metadata.annotations.${KUBEDC_ANNOTATIONS.project}=acme/dev,metadata.annotations.${KUBEDC_ANNOTATIONS.project}=globex/shop`,
      ],
      [
        'kinds',
        kubedcCatalogConditions.isOfKubedcKind({
          kinds: ['virtualMachine', 'unknown'],
        }),
        'spec.type=virtual-machine',
      ],
      [
        'no kind',
        kubedcCatalogConditions.isOfKubedcKind({ kinds: ['unknown'] }),
        'spec.type=nothing',
      ],
    ])(
      'on %s of catalog entities hold in its queries',
      async (_, conditions, filter) => {
        const expected = await query('olga', filter);
        decide({
          'catalog.entity.read': {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'catalog',
            resourceType: 'catalog-entity',
            conditions,
          },
        });
        const { totalItems, items } = await query('olga');
        const names = (entities: Entity[]) =>
          entities.map(({ metadata }) => metadata.uid).sort();
        expect(names(items)).toEqual(names(expected.items));
        expect(totalItems).toBe(expected.totalItems);
        const page = await ok('olga', '/catalog/entities/by-query?limit=1');
        expect(page.totalItems).toBe(expected.totalItems);
        const { facets } = await ok(
          'olga',
          '/catalog/entity-facets?facet=kind',
        );
        const counted = facets.kind.reduce(
          (sum: number, { count }: { count: number }) => sum + count,
          0,
        );
        expect(counted).toBe(expected.totalItems);
      },
    );
  });
});
