import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  HttpsTransport,
  kubedcIdentityServiceRef,
} from '@kubedc/backstage-plugin-kubedc-node';
import { actingAuthFactory } from '@kubedc/backstage-plugin-kubedc-node/testUtils';
import {
  kubernetesIdentity,
  startSandbox,
  type Sandbox,
} from '@kubedc/sandbox';
import type { Knex } from 'knex';

const KEYWORDS = ['addresses', 'hosts', 'image', 'version'] as const;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

if (!databases.supports('POSTGRES_18')) {
  process.stderr.write(
    '\nLEFT OUT: search by PostgreSQL; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING\n',
  );
}

// The search module for PostgreSQL steps aside on SQLite, where Lunr serves.
describe.each(databases.eachSupportedId())('search on %s', databaseId => {
  let directory: string;
  let sandbox: Sandbox;
  let admin: HttpsTransport;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  const scheduler = mockServices.scheduler();

  /** Lets the search take in what the catalog has now. */
  async function index(): Promise<void> {
    const tasks = await scheduler.getScheduledTasks();
    const { id } = tasks.find(task => task.id.includes('software_catalog'))!;
    await scheduler.triggerTask(id);
  }

  const refOf = (name: string) => {
    const { realm } = sandbox.people.find(person => person.name === name)!;
    return `user:${realm === 'master' ? 'kube-dc' : realm}/${name}`;
  };

  async function get<T>(path: string, person: string): Promise<T> {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/${path}`,
      {
        headers: { authorization: mockCredentials.user.header(refOf(person)) },
      },
    );
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  /** Takes in what the catalog has until somebody finds what is wanted. */
  async function findUntil(
    term: string,
    who: string,
    isWanted: (location: string) => boolean,
  ): Promise<void> {
    for (;;) {
      // Lunr has no index before there is anything in the catalog.
      if ((await entities('olga')).length) {
        await index();
        if ((await find(term, who)).some(isWanted)) {
          return;
        }
      }
    }
  }

  /** Locations of what somebody finds. */
  async function find(term: string, person: string): Promise<string[]> {
    const { results } = await get<{
      results: Array<{ document: { location: string } }>;
    }>(
      `search/query?${new URLSearchParams({
        term,
        'types[0]': 'software-catalog',
        pageLimit: '100',
      })}`,
      person,
    );
    return results.map(({ document }) => document.location);
  }

  async function entities(person: string): Promise<Entity[]> {
    const { items } = await get<{ items: Entity[] }>(
      'catalog/entities/by-query?limit=500&filter=kind=resource',
      person,
    );
    return items;
  }

  const organizationOf = ({ metadata }: Entity) =>
    metadata.annotations?.['kube-dc.com/organization'];
  const keywordOf = (
    { metadata }: Entity,
    keyword: (typeof KEYWORDS)[number],
  ) => metadata.annotations?.[`kube-dc.com/${keyword}`]?.split(',')[0];
  const locationOf = ({ metadata: { namespace, name } }: Entity) =>
    `/catalog/${namespace}/resource/${name}`;

  /** Those of tenants that have a keyword, as soon as one of Acme is among them: the platform comes bit by bit. */
  async function entitiesWith(keyword: (typeof KEYWORDS)[number]) {
    for (;;) {
      const all = (await entities('olga')).filter(
        entity => organizationOf(entity) && keywordOf(entity, keyword),
      );
      const acme = all.find(entity => organizationOf(entity) === 'acme');
      if (acme) {
        return { all, acme };
      }
    }
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubedc-search-'));
    sandbox = await startSandbox({ dir: directory, port: 0, speed: 'fast' });
    admin = HttpsTransport.fromSettings({
      type: 'kubeconfig',
      path: join(directory, 'kubeconfig', 'admin.yaml'),
    });
    const knexes = new Map<string, Promise<Knex>>();
    backend = await startTestBackend({
      features: [
        import('@backstage/plugin-catalog-backend'),
        import('@kubedc/backstage-plugin-catalog-backend-module-kubedc'),
        import('@backstage/plugin-permission-backend'),
        import('@kubedc/backstage-plugin-permission-backend-module-kubedc'),
        import('@backstage/plugin-search-backend'),
        import('@backstage/plugin-search-backend-module-pg'),
        import('@backstage/plugin-search-backend-module-catalog'),
        import('@kubedc/backstage-plugin-search-backend-module-kubedc'),
        permissionsServiceFactory,
        httpAuthServiceFactory,
        actingAuthFactory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: coreServices.database,
          deps: { plugin: coreServices.pluginMetadata },
          factory: async ({ plugin }) => {
            const id = plugin.getId();
            const knex = knexes.get(id) ?? databases.init(databaseId);
            knexes.set(id, knex);
            return mockServices.database({ knex: await knex });
          },
        }),
        createServiceFactory({
          service: kubedcIdentityServiceRef,
          deps: {},
          factory: () => ({
            find: async ({ principal }) => {
              const { userEntityRef } = principal as { userEntityRef?: string };
              const person = sandbox.people.find(
                ({ name }) => refOf(name) === userEntityRef,
              );
              return (
                person && {
                  installation: 'sandbox',
                  ...kubernetesIdentity(person),
                }
              );
            },
            require: async () => {
              throw new Error('not asked by the policy');
            },
          }),
        }),
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
            },
            kubedc: {
              installations: {
                sandbox: {
                  kubeconfig: join(directory, 'kubeconfig', 'portal.yaml'),
                },
              },
              catalog: { components: ['deployment'] },
            },
          },
        }),
      ],
    });
    await findUntil('ubuntu', 'olga', () => true);
  });

  afterAll(async () => {
    await backend?.stop();
    await sandbox?.stop();
    await rm(directory, { recursive: true });
  });

  it.each(KEYWORDS)(
    'finds what one may see by its %s, and shows it to no other tenant',
    async keyword => {
      const { all, acme } = await entitiesWith(keyword);
      const term = keywordOf(acme, keyword)!;
      const foreign = all
        .filter(entity => organizationOf(entity) !== 'globex')
        .map(locationOf);

      await findUntil(term, 'alice', each => each === locationOf(acme));
      expect(await find(term, 'olga')).toContain(locationOf(acme));
      expect(
        (await find(term, 'carol')).filter(each => foreign.includes(each)),
      ).toEqual([]);
    },
  );

  it('finds what one may see by an address with its port, and shows it to no other tenant', async () => {
    const withPort = (entity: Entity) =>
      (entity.metadata.annotations?.['kube-dc.com/hosts'] ?? '')
        .split(',')
        .find(host => /^[^:/]+:\d+$/.test(host));
    const location = '/catalog/acme-prod/resource/db.';
    let host: string | undefined;
    while (!host) {
      const database = (await entities('olga')).find(
        entity => locationOf(entity).startsWith(location) && withPort(entity),
      );
      host = database && withPort(database);
    }
    // As written, and while it is typed.
    for (const term of [host, host.slice(0, -2)]) {
      await findUntil(term, 'alice', each => each.startsWith(location));
      expect(
        (await find(term, 'carol')).filter(each => each.startsWith(location)),
      ).toEqual([]);
    }
  });

  it('finds what one may see by an image with its tag, and shows it to no other tenant', async () => {
    const image = 'registry.example:5000/team/storefront:1.2';
    const labels = { app: 'storefront' };
    await admin.request({
      method: 'POST',
      path: '/apis/apps/v1/namespaces/acme-prod/deployments',
      body: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'storefront' },
        spec: {
          replicas: 0,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: { containers: [{ name: 'storefront', image }] },
          },
        },
      },
    });
    const location = '/catalog/acme-prod/component/deployment.storefront';
    await findUntil(image, 'alice', each => each === location);
    expect(await find(image, 'carol')).not.toContain(location);
  });

  it.each([
    ['organization', 'acme'],
    ['project', 'prod'],
    ['project with its organization', 'acme/prod'],
    ['title', 'web-1'],
  ])(
    'finds what one may see by its %s, and shows it to no other tenant',
    async (_, term) => {
      await findUntil(term, 'alice', each =>
        each.startsWith('/catalog/acme-prod/resource/'),
      );
      expect(
        (await find(term, 'carol')).filter(each => each.includes('/acme')),
      ).toEqual([]);
    },
  );
});
