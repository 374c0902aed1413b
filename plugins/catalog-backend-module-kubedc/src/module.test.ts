import { TestDatabases } from '@backstage/backend-test-utils';
import {
  organizationGroupType,
  virtualMachineType,
  type OrganizationGroup,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Knex } from 'knex';
import { TestCatalog } from './__testUtils__/TestCatalog';
import { TestPlatform } from './__testUtils__/TestPlatform';
import { createOrganization, createProject } from './__testUtils__/tenants';

const LEASE_TIMES = { heartbeatMs: 200, expiryMs: 2_000 };

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

if (!databases.supports('POSTGRES_18')) {
  // eslint-disable-next-line no-console
  console.warn(
    'SKIPPED: the catalog on PostgreSQL; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING',
  );
}

const vm = (name: string, namespace: string) => ({
  metadata: { name, namespace },
  spec: { runStrategy: 'Always', template: { spec: { domain: {} } } },
});

describe.each(databases.eachSupportedId())('catalog on %s', databaseId => {
  let platform: TestPlatform;
  let knex: Knex;
  const catalogs: TestCatalog[] = [];

  async function startCatalog(extra: object = {}, installations: object = {}) {
    const catalog = await TestCatalog.start({
      knex,
      leaseTimes: LEASE_TIMES,
      kubedc: {
        installations: { alpha: platform.config, ...installations },
        ...extra,
      },
    });
    catalogs.push(catalog);
    return catalog;
  }

  async function begin() {
    platform = await TestPlatform.start();
    knex = await databases.init(databaseId);
  }

  async function end() {
    await Promise.all(catalogs.splice(0).map(catalog => catalog.stop()));
    await platform.stop();
  }

  // One portal for all of these, as starting one is what takes the time; each test has an organization of its own.
  describe('while it runs', () => {
    let catalog: TestCatalog;

    beforeAll(async () => {
      await begin();
      catalog = await startCatalog({
        catalog: { ownerNamespaces: ['shared'] },
      });
    });

    afterAll(end);

    it('follows the platform: entities appear, change and vanish', async () => {
      await createOrganization(platform, 'acme');
      const namespace = await createProject(platform, 'acme', 'prod');
      await platform.create<VirtualMachine>(
        virtualMachineType,
        vm('web-1', namespace),
      );
      const web = await catalog.eventually(
        'resource:acme-prod/vm.web-1',
        entity =>
          Boolean(entity?.relations?.some(({ type }) => type === 'partOf')),
      );
      expect(web.relations).toEqual(
        expect.arrayContaining([
          { type: 'ownedBy', targetRef: 'group:acme/org-admin' },
          { type: 'partOf', targetRef: 'system:acme/prod' },
        ]),
      );
      expect(web.metadata.annotations).toMatchObject({
        'kube-dc.com/installation': 'alpha',
        'kube-dc.com/organization': 'acme',
        'kube-dc.com/project': 'acme/prod',
        'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
        'kube-dc.com/name': 'web-1',
        'kube-dc.com/namespace': 'acme-prod',
      });
      const system = await catalog.eventually('system:acme/prod', entity =>
        Boolean(entity?.relations?.some(({ type }) => type === 'hasPart')),
      );
      expect(system.spec).toMatchObject({
        type: 'kubedc-project',
        domain: 'domain:default/acme',
      });
      await catalog.eventually('group:kube-dc/platform-admin');

      await platform.create<VirtualMachine>(
        virtualMachineType,
        vm('web-2', namespace),
      );
      await catalog.eventually('resource:acme-prod/vm.web-2');

      await platform.client.delete(virtualMachineType, namespace, 'web-1');
      await catalog.eventually(
        'resource:acme-prod/vm.web-1',
        entity => !entity,
      );
      expect(await catalog.find('resource:acme-prod/vm.web-2')).toBeDefined();
    });

    it('converts again what depends on a changed object', async () => {
      await createOrganization(platform, 'globex');
      const namespace = await createProject(platform, 'globex', 'prod');
      await platform.create<VirtualMachine>(
        virtualMachineType,
        vm('web-1', namespace),
      );
      await catalog.eventually('resource:globex-prod/vm.web-1');

      await platform.create<OrganizationGroup>(organizationGroupType, {
        metadata: { name: 'ops', namespace: 'globex' },
        spec: { permissions: [{ project: 'prod', roles: ['admin'] }] },
      });
      for (const ref of [
        'resource:globex-prod/vm.web-1',
        'system:globex/prod',
      ]) {
        await catalog.eventually(
          ref,
          entity => entity?.spec?.owner === 'group:globex/ops',
        );
      }
      await platform.client.delete(organizationGroupType, 'globex', 'ops');
      const back = await catalog.eventually(
        'resource:globex-prod/vm.web-1',
        entity => entity?.spec?.owner === 'group:globex/org-admin',
      );
      expect(back.spec).toMatchObject({ system: 'system:globex/prod' });
    });

    it('honours owner hints only within the organization', async () => {
      await createOrganization(platform, 'initech');
      const namespace = await createProject(platform, 'initech', 'prod');
      for (const [name, owner] of [
        ['own', 'group:initech/shop-team'],
        ['foreign', 'group:acme/org-admin'],
        ['shared', 'group:shared/dba'],
      ]) {
        await platform.create<VirtualMachine>(virtualMachineType, {
          ...vm(name, namespace),
          metadata: {
            name,
            namespace,
            annotations: {
              'portal.kube-dc.com/owner': owner,
              'portal.kube-dc.com/component':
                'component:shared/shop, component:acme/spy',
            },
          },
        });
      }
      const own = await catalog.eventually('resource:initech-prod/vm.own');
      expect(own.spec).toMatchObject({
        owner: 'group:initech/shop-team',
        dependencyOf: ['component:shared/shop'],
      });
      const foreign = await catalog.eventually(
        'resource:initech-prod/vm.foreign',
      );
      expect(foreign.spec).toMatchObject({ owner: 'group:initech/org-admin' });
      const shared = await catalog.eventually(
        'resource:initech-prod/vm.shared',
      );
      expect(shared.spec).toMatchObject({ owner: 'group:shared/dba' });
    });

    it('shows people once they signed in', async () => {
      await catalog.publish('kubedc.people', {
        installation: 'alpha',
        username: 'alice',
        displayName: 'Alice Adams',
        email: 'alice@acme.example',
        organization: 'acme',
        groups: ['group:acme/user', 'group:acme/org-admin'],
        userEntityRef: 'user:acme/alice',
      });
      const alice = await catalog.eventually('user:acme/alice');
      expect(alice.spec).toEqual({
        profile: { displayName: 'Alice Adams', email: 'alice@acme.example' },
        memberOf: ['group:acme/org-admin', 'group:acme/user'],
      });
      expect(await knex('kubedc_people').pluck('entity_ref')).toEqual([
        'user:acme/alice',
      ]);
    });
  });

  describe('over restarts', () => {
    beforeEach(begin);

    afterEach(end);

    it('has one writer among replicas, and another one when that ends', async () => {
      await createOrganization(platform, 'acme');
      const replicas = [await startCatalog(), await startCatalog()];
      await replicas[1].eventually('domain:default/acme');
      // Each replica can tell how the writer is, whichever it is.
      const [own, others] = await Promise.all(
        replicas.map(async ({ sync }) => sync.reportOf('alpha')),
      );
      expect(own?.writer).toContain(String(process.pid));
      expect(others).toMatchObject({ refusals: [], skipped: [] });
      expect(Date.parse(others!.since)).toBeLessThanOrEqual(Date.now());
      expect(await replicas[1].sync.reportOf('beta')).toBeUndefined();

      const leases = await knex('kubedc_leases').where({
        name: 'writer:alpha',
      });
      expect(leases).toHaveLength(1);

      // The first one to come holds the lease; it lets go at its end.
      await replicas[0].stop();
      catalogs.splice(0, 1);
      await createOrganization(platform, 'globex');
      await replicas[1].eventually('domain:default/globex');
      const [lease] = await knex('kubedc_leases').where({
        name: 'writer:alpha',
      });
      expect(lease.holder).not.toBe(leases[0].holder);
    });

    it('keeps everything while the API is away, at start and later, and catches up, also with what happened while no portal was there', async () => {
      await createOrganization(platform, 'acme');
      const namespace = await createProject(platform, 'acme', 'prod');
      const names = ['web-1', 'web-2', 'web-3'];
      for (const name of names) {
        await platform.create<VirtualMachine>(
          virtualMachineType,
          vm(name, namespace),
        );
      }
      const first = await startCatalog();
      for (const name of names) {
        await first.eventually(`resource:acme-prod/vm.${name}`);
      }

      await platform.pause();
      await expectToStay(first, 'resource:acme-prod/vm.web-1');
      await first.stop();
      catalogs.splice(0);
      await platform.resume();
      await platform.client.delete(virtualMachineType, namespace, 'web-3');
      await platform.pause();

      // The catalog drops the entities of providers that are missing at start.
      const second = await startCatalog();
      await expectToStay(second, 'resource:acme-prod/vm.web-1');
      expect(await second.find('resource:acme-prod/vm.web-3')).toBeDefined();

      await platform.resume();
      await platform.client.delete(virtualMachineType, namespace, 'web-1');
      for (const name of ['web-1', 'web-3']) {
        await second.eventually(
          `resource:acme-prod/vm.${name}`,
          entity => !entity,
        );
      }
      expect(await second.find('resource:acme-prod/vm.web-2')).toBeDefined();
    });

    it('removes what the catalog has though no writer remembers it', async () => {
      await createOrganization(platform, 'acme');
      const namespace = await createProject(platform, 'acme', 'prod');
      for (const name of ['stays', 'goes']) {
        await platform.create<VirtualMachine>(
          virtualMachineType,
          vm(name, namespace),
        );
      }
      const first = await startCatalog();
      await first.eventually('resource:acme-prod/vm.goes');
      await first.stop();
      catalogs.splice(0);
      await knex('kubedc_entities').delete();
      await platform.client.delete(virtualMachineType, namespace, 'goes');

      const second = await startCatalog();
      await second.eventually('resource:acme-prod/vm.goes', entity => !entity);
      expect(await second.find('resource:acme-prod/vm.stays')).toBeDefined();
      expect(await second.find('group:kube-dc/platform-admin')).toBeDefined();
    });

    it('lets a broken installation hurt no other and lose nothing', async () => {
      await createOrganization(platform, 'acme');
      const second = await TestPlatform.start();
      try {
        await createOrganization(second, 'globex');
        const beta = { ...second.config, entityNamespacePrefix: 'beta-' };
        const before = await startCatalog({}, { beta });
        await before.eventually('domain:default/acme');
        await before.eventually('domain:default/beta-globex');
        await before.stop();
        catalogs.splice(0);

        const after = await startCatalog(
          {},
          { beta: { ...beta, identity: 'nonsense' } },
        );
        await createOrganization(platform, 'initech');
        await after.eventually('domain:default/initech');
        expect(await after.find('domain:default/beta-globex')).toBeDefined();
      } finally {
        await second.stop();
      }
    });
  });
});

/** Fails when an entity goes within the time in which changes are seen. */
async function expectToStay(catalog: TestCatalog, ref: string) {
  await expect(
    catalog.eventually(ref, entity => !entity, 2_000),
  ).rejects.toThrow('did not become as wanted');
}
