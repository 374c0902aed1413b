import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { startSandbox, type Sandbox } from '@kubedc/sandbox';
import { TestCatalog } from './__testUtils__/TestCatalog';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('catalog of the sandbox', () => {
  let directory: string;
  let sandbox: Sandbox;
  let catalog: TestCatalog;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubedc-sandbox-'));
    sandbox = await startSandbox({ dir: directory, port: 0, speed: 'fast' });
  });

  afterAll(async () => {
    await catalog?.stop();
    await sandbox?.stop();
    await rm(directory, { recursive: true });
  });

  it('has the demo tenants with their relations, by the portal account alone, and no entity is refused', async () => {
    const knex = await databases.init('SQLITE_3');
    catalog = await TestCatalog.start({
      knex,
      kubedc: {
        installations: {
          sandbox: { kubeconfig: join(directory, 'kubeconfig', 'portal.yaml') },
        },
      },
    });
    const has = (type: string, targetRef: string) =>
      expect.arrayContaining([{ type, targetRef }]);
    for (const organization of ['acme', 'globex', 'initech']) {
      await catalog.eventually(`domain:default/${organization}`);
      await catalog.eventually(`group:default/${organization}`);
      await catalog.eventually(`group:${organization}/org-admin`);
    }
    const prod = await catalog.eventually('system:acme/prod', entity =>
      Boolean(entity?.relations?.some(({ type }) => type === 'hasPart')),
    );
    expect(prod.relations).toEqual(has('partOf', 'domain:default/acme'));

    expect(
      await catalog.eventually('resource:kube-dc/image.ubuntu-24.04-lts'),
    ).toMatchObject({ spec: { type: 'os-image' } });

    const known = await knex('kubedc_entities').pluck('source_type');
    expect([...new Set(known)]).toEqual(
      expect.arrayContaining([
        'fixed',
        'datavolumes.cdi.kubevirt.io',
        'eips.kube-dc.com',
        'fips.kube-dc.com',
        'network-attachment-definitions.k8s.cni.cncf.io',
        'organizations.kube-dc.com',
        'organizationgroups.kube-dc.com',
        'projects.kube-dc.com',
        'virtualmachines.kubevirt.io',
        'kdcclusters.k8s.kube-dc.com',
        'kdcdatabases.db.kube-dc.com',
        'objectbucketclaims.objectbucket.io',
      ]),
    );
    for (const ref of await knex('kubedc_entities').pluck('entity_ref')) {
      expect(await catalog.eventually(ref)).toBeDefined();
    }
    // What the catalog could not process, with its reason.
    expect(
      await knex('refresh_state')
        .whereNotNull('errors')
        .whereNotIn('errors', ['', '[]'])
        .select('entity_ref', 'errors'),
    ).toEqual([]);
  });
});
