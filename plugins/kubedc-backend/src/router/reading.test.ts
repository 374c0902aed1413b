import { virtualMachineType } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  OfferedOperation,
  ProjectView,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { startPortal } from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';

const PATHS = [
  'projects',
  'organizations',
  'groups',
  'virtual-machines',
  'clusters',
  'databases',
  'buckets',
];

describe('reading', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({
      installations: { broken: { url: 'ftp://nowhere', title: 'Broken' } },
    });
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const list = async (path: string, person: string) => {
    const { body } = await portal.get(`/resources/${path}`, person).expect(200);
    return body as { items: ResourceSummary[]; total: number };
  };

  it("lists an organization's virtual machines for its administrator", async () => {
    const { items } = await list('virtual-machines', 'alice');

    expect(items.length).toBeGreaterThan(2);
    expect(new Set(items.map(({ organization }) => organization))).toEqual(
      new Set(['acme']),
    );
    expect(items.find(({ name }) => name === 'web-1')).toMatchObject({
      installation: 'sandbox',
      kind: 'virtualMachine',
      namespace: 'acme-prod',
      project: 'acme/prod',
      entityRef: 'resource:acme-prod/vm.web-1',
      health: { state: 'ok' },
    });
  });

  it('offers in a list only what fits the state of each machine', async () => {
    const { items } = await list('virtual-machines', 'alice');
    const possible = (name: string) =>
      items.find(item => item.name === name)?.possible;

    expect(possible('web-1')).toEqual(['vm:stop', 'vm:restart', 'vm:delete']);
    expect(possible('legacy-erp')).toEqual(['vm:start', 'vm:delete']);
    expect(possible('cirros')).not.toContain('vm:start');
  });

  it.each(PATHS)("never shows another tenant's %s", async path => {
    const mine = (await list(path, 'alice')).items;
    const theirs = (await list(path, 'dave')).items;

    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every(({ organization }) => organization === 'acme')).toBe(
      true,
    );
    expect(theirs.every(({ organization }) => organization === 'globex')).toBe(
      true,
    );
  });

  it('shows operators everything and strangers nothing', async () => {
    const { items } = await list('virtual-machines', 'olga');
    const stranger = await list('virtual-machines', 'mallory');

    expect(
      new Set(items.map(({ organization }) => organization)).size,
    ).toBeGreaterThan(1);
    expect(stranger).toMatchObject({ items: [], total: 0 });
  });

  it('says of kinds that nobody asked for that they are not read', async () => {
    const { body } = await portal
      .get('/resources/deployments', 'olga')
      .expect(404);

    expect(body.error.message).toMatch(/kubedc\.catalog\.components/);
  });

  it('filters, sorts and pages on the server', async () => {
    const all = await list('virtual-machines', 'olga');
    const { body: page } = await portal
      .get(
        '/resources/virtual-machines?sort=name&order=desc&limit=2&offset=1',
        'olga',
      )
      .expect(200);
    const { body: found } = await portal
      .get('/resources/virtual-machines?q=WEB-1&project=acme/prod', 'olga')
      .expect(200);
    const { body: broken } = await portal
      .get('/resources/virtual-machines?health=error,warning', 'olga')
      .expect(200);

    const names = all.items.map(({ name }) => name).reverse();
    expect(page.items.map(({ name }: ResourceSummary) => name)).toEqual(
      names.slice(1, 3),
    );
    expect(page.total).toBe(all.total);
    expect(found.items.map(({ name }: ResourceSummary) => name)).toEqual([
      'web-1',
    ]);
    expect(broken.items.length).toBeGreaterThan(0);
    expect(
      broken.items.every(({ health }: ResourceSummary) =>
        ['error', 'warning'].includes(health.state),
      ),
    ).toBe(true);
    expect(broken.health.ok).toBeGreaterThan(0);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=abc', 'limit'],
    ['limit=1001', 'limit'],
    ['offset=-1', 'offset'],
    ['sort=password', 'sort'],
    ['order=up', 'order'],
    ['health=great', 'health'],
    ['installation=mars', 'installation'],
    ['namespace=acme-prod', 'namespace'],
    ['serach=web', 'serach'],
  ])('refuses %s and names the parameter', async (query, field) => {
    const answer = await portal.get(
      `/resources/virtual-machines?${query}`,
      'alice',
    );

    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ name: 'InputError', field });
  });

  it('knows no other kinds', async () => {
    const { status } = await portal.get('/resources/unicorns', 'alice');

    expect(status).toBe(404);
  });

  describe('of one object', () => {
    const web1 = '/resources/virtual-machines/sandbox/acme-prod/web-1';

    it('tells everything, with what one may do with it', async () => {
      const { body, headers } = await portal.get(web1, 'bob').expect(200);

      expect(headers['cache-control']).toBe('no-store');
      expect(body.object.metadata).not.toHaveProperty('managedFields');
      expect(body.object).toMatchObject({ kind: 'VirtualMachine' });
      expect(body.related).toEqual([
        expect.objectContaining({ entityRef: 'system:acme/prod' }),
      ]);
      const offered = Object.fromEntries(
        body.operations.map((offer: OfferedOperation) => [offer.id, offer]),
      );
      expect(offered['vm:stop']).toMatchObject({ available: true });
      expect(offered['vm:start']).toMatchObject({
        allowed: true,
        available: false,
        reason: 'It is not stopped',
      });
    });

    it("says in the API server's words why something is not offered", async () => {
      const { body } = await portal
        .get('/resources/virtual-machines/sandbox/globex-shop/front-1', 'dave')
        .expect(200);

      const stop = body.operations.find(
        ({ id }: OfferedOperation) => id === 'vm:stop',
      );
      expect(stop).toMatchObject({
        allowed: false,
        available: false,
        reason: expect.stringContaining(
          'User "globex:dave" cannot update resource "virtualmachines/stop"',
        ),
      });
    });

    it.each(['web-1', 'none'])(
      'refuses %s of another tenant as the API server does',
      async name => {
        const answer = await portal.get(
          `/resources/virtual-machines/sandbox/acme-prod/${name}`,
          'dave',
        );

        expect(answer.status).toBe(403);
        expect(answer.body.error.message).toBe(
          `virtualmachines.kubevirt.io "${name}" is forbidden: User "globex:dave" cannot get resource "virtualmachines" in API group "kubevirt.io" in the namespace "acme-prod"`,
        );
      },
    );

    it('answers 404 for what is not there', async () => {
      const { status, body } = await portal.get(
        '/resources/virtual-machines/sandbox/acme-prod/none',
        'alice',
      );

      expect(status).toBe(404);
      expect(body.error.message).toBe(
        'virtualmachines.kubevirt.io "none" not found',
      );
    });
  });

  it('follows the platform', async () => {
    await portal.admin.delete(virtualMachineType, 'acme-prod', 'legacy-erp');

    const items = await eventually(async () => {
      const found = (await list('virtual-machines', 'alice')).items;
      return found.every(({ name }) => name !== 'legacy-erp') && found;
    });
    expect(items.length).toBeGreaterThan(0);
  });

  it('sums up what a person can see, worst first', async () => {
    const { body } = await portal.get('/overview', 'alice').expect(200);

    expect(body.projects.map(({ project }: ProjectView) => project)).toEqual(
      expect.arrayContaining(['acme/dev', 'acme/prod', 'acme/staging']),
    );
    const prod = body.projects.find(
      ({ project }: ProjectView) => project === 'acme/prod',
    );
    expect(prod).toMatchObject({ backingNamespace: 'acme-prod' });
    expect(
      prod.counts.find(
        ({ kind }: { kind: string }) => kind === 'virtualMachine',
      ).total,
    ).toBeGreaterThan(0);
    expect(prod.quota).toContainEqual({
      dimension: 'cpu',
      used: expect.any(Number),
      hard: expect.any(Number),
    });
    expect(body.attention.length).toBeGreaterThan(0);
    const states = body.attention.map(
      ({ health }: ResourceSummary) => health.state,
    );
    expect(states).toEqual([...states].sort());
    expect(JSON.stringify(body)).not.toContain('globex');
  });

  it('lists projects with quota and counts', async () => {
    const { body } = await portal.get('/projects', 'dave').expect(200);

    expect(
      body.items.map(({ project }: ProjectView) => project).sort(),
    ).toEqual(['globex/analytics', 'globex/sandbox', 'globex/shop']);
  });

  it('offers images, versions and storage classes of the live platform', async () => {
    const images = await portal.get('/images', 'alice').expect(200);
    const offers = await portal
      .get('/offers?installation=sandbox&project=acme/prod', 'alice')
      .expect(200);

    expect(images.body.items).toContainEqual(
      expect.objectContaining({ id: 'ubuntu-24.04-lts', firmware: 'bios' }),
    );
    expect(offers.body.clusterVersions.length).toBeGreaterThan(0);
    expect(offers.body.databaseVersions.postgresql.length).toBeGreaterThan(0);
    expect(offers.body.storageClasses).toContainEqual({
      name: expect.any(String),
      default: true,
    });
  });

  it('tells people of their installation only, operators also of broken ones', async () => {
    const alice = await portal.get('/installations', 'alice').expect(200);
    const olga = await portal.get('/admin/overview', 'olga').expect(200);

    expect(alice.body.items).toEqual([
      {
        name: 'sandbox',
        title: 'Sandbox',
        state: 'connected',
        own: true,
        identity: 'impersonate',
      },
    ]);
    expect(
      olga.body.installations.map(
        ({ name, state }: { name: string; state: string }) => [name, state],
      ),
    ).toEqual([
      ['sandbox', 'connected'],
      ['broken', 'misconfigured'],
    ]);
  });

  it('shows operators all organizations with owner, plan, quota and projects', async () => {
    const { body } = await portal.get('/admin/overview', 'olga').expect(200);

    const acme = body.organizations.find(
      ({ name }: ResourceSummary) => name === 'acme',
    );
    expect(acme).toMatchObject({
      owner: 'group:acme/org-admin',
      entityRef: 'domain:default/acme',
    });
    expect(acme.projects.length).toBeGreaterThanOrEqual(3);
    expect(acme.quota.length).toBeGreaterThan(0);
    const [sandbox] = body.installations;
    expect(sandbox.watches).toContainEqual({
      resource: 'virtualmachines.kubevirt.io',
      state: 'watching',
      objects: expect.any(Number),
      restarts: 0,
      expired: 0,
      syncedAt: expect.any(String),
    });
  });

  it('shows operators how each installation gets into the portal', async () => {
    const { body, status } = await portal.get('/sync', 'olga');
    expect(status).toBe(200);
    const [sandbox] = body.installations;
    expect(sandbox).toMatchObject({ name: 'sandbox', state: 'connected' });
    expect(
      sandbox.watches.find(
        (watch: { resource: string }) =>
          watch.resource === 'organizations.kube-dc.com',
      ),
    ).toMatchObject({ state: 'watching', objects: 3 });
    // There is no catalog in this backend.
    expect(sandbox).not.toHaveProperty('catalog');
  });

  it.each(
    ['alice', 'bob', 'dave'].flatMap(person => [
      ['/admin/overview', person],
      ['/sync', person],
    ]),
  )("refuses the operators' %s to %s", async (path, person) => {
    const { body, status } = await portal.get(path, person);

    expect(status).toBe(403);
    expect(body.error.message).toMatch(
      /cannot list resource "organizations" in API group "kube-dc.com" at the cluster scope/,
    );
  });

  it.each([
    '/overview',
    '/admin/overview',
    '/sync',
    '/installations',
    '/resources/projects',
    '/images',
  ])('is for people, not for other plugins or strangers: %s', async path => {
    const get = (header: string) =>
      request(portal.server)
        .get(`/api/kubedc${path}`)
        .set('authorization', header);

    await expect(get(mockCredentials.service.header())).resolves.toMatchObject({
      status: 403,
    });
    await expect(get(mockCredentials.none.header())).resolves.toMatchObject({
      status: 401,
    });
  });
});
