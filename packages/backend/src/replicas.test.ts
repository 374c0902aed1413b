import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { startSandbox, type Sandbox } from '@kubedc/sandbox';
import { TestBrowser } from '@kubedc/sandbox/oidc-testing';
import type { Knex } from 'knex';
import { eventually } from './__testUtils__/eventually';
import { signInAtPortal, type Session } from './__testUtils__/signInAtPortal';
import {
  startReplica,
  type Replica,
  type SharedByReplicas,
} from './__testUtils__/startReplica';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const hasPostgres = databases.supports('POSTGRES_18');
if (!hasPostgres) {
  process.stderr.write(
    '\nLEFT OUT: sessions and grants of two replicas on one PostgreSQL; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING\n',
  );
}

const PROJECT = 'kubedc/resources/projects/sandbox/acme/dev';

(hasPostgres ? describe : describe.skip)('two replicas of the portal', () => {
  let dir: string;
  let sandbox: Sandbox;
  /** The one that people talk to; it runs no tasks. */
  let first: Replica;
  let second: Replica;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-replicas-'));
    sandbox = await startSandbox({
      dir,
      port: 0,
      oidcPort: 0,
      speed: 'fast',
    });
    const knexes = new Map<string, Promise<Knex>>();
    const shared: SharedByReplicas = {
      knexOf: plugin => {
        const knex = knexes.get(plugin) ?? databases.init('POSTGRES_18');
        knexes.set(plugin, knex);
        return knex;
      },
      installation: {
        kubeconfig: join(dir, 'kubeconfig', 'portal.yaml'),
        identity: 'oidc',
        oidc: {
          issuer: sandbox.oidc!.issuer('{realm}'),
          clientId: 'backstage',
          clientSecret: (
            await readFile(sandbox.oidc!.clientSecretFile, 'utf8')
          ).trim(),
          caFile: join(dir, 'ca.crt'),
        },
      },
    };
    first = await startReplica({ shared, tasks: false });
    second = await startReplica({ shared, tasks: true });
  });

  afterAll(async () => {
    await first?.stop();
    await second?.stop();
    await sandbox?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const newBrowser = async () =>
    new TestBrowser(await readFile(join(dir, 'ca.crt'), 'utf8'));
  const signIn = (
    person: string,
    organization: string,
    browser: TestBrowser,
    [start, end]: Replica[],
  ): Promise<Session> =>
    signInAtPortal({
      start: start.url,
      end: end.url,
      browser,
      organization,
      person,
    });
  /** Who the person is on the platform, as a replica's sign-in knows. */
  const identityAt = async (replica: Replica, session: Session) => {
    const { body } = await replica.call(session, 'GET', 'auth/kubedc/identity');
    return body.claims.kubedc;
  };

  it('end a sign-in that the other began, and both know who it is', async () => {
    const alice = await signIn('alice', 'acme', await newBrowser(), [
      first,
      second,
    ]);
    const dave = await signIn('dave', 'globex', await newBrowser(), [
      second,
      first,
    ]);
    for (const replica of [first, second]) {
      await expect(identityAt(replica, alice)).resolves.toMatchObject({
        installation: 'sandbox',
        user: 'acme:alice',
      });
      const seen = await replica.call(alice, 'GET', PROJECT);
      expect(seen).toMatchObject({ status: 200, body: { name: 'dev' } });
      const unseen = await replica.call(dave, 'GET', PROJECT);
      expect(unseen.status).toBe(403);
    }
  });

  it('renew a session that the other began, and end it for both', async () => {
    const browser = await newBrowser();
    const bob = await signIn('bob', 'acme', browser, [first, first]);
    const at = (replica: Replica, action: string, method: 'GET' | 'POST') =>
      browser.fetch(
        `${replica.url}/api/auth/kubedc/${action}?env=development`,
        { method, headers: { 'x-requested-with': 'XMLHttpRequest' } },
      );
    const refreshed = await at(second, 'refresh', 'GET');
    expect(refreshed.status).toBe(200);
    const renewed: Session = {
      ...bob,
      backstageToken: JSON.parse(refreshed.body).backstageIdentity.token,
    };
    await expect(identityAt(first, renewed)).resolves.toMatchObject({
      user: 'acme:bob',
    });

    expect((await at(second, 'logout', 'POST')).status).toBe(200);
    for (const session of [bob, renewed]) {
      await expect(identityAt(first, session)).resolves.toBeUndefined();
    }
  });

  it('put who signs in at one into the catalog of both, in groups that it has', async () => {
    const bob = await signIn('bob', 'acme', await newBrowser(), [first, first]);
    /** `user:acme/bob` as a path. */
    const read = (ref: string) =>
      second.call(
        bob,
        'GET',
        `catalog/entities/by-name/${ref.replace(':', '/')}`,
      );
    // The one that an OrganizationGroup is, and the organization.
    const expected = ['group:acme/backend-team', 'group:default/acme'];
    const groups: string[] = await eventually(async () => {
      const { body } = await read('user:acme/bob');
      const refs = (body.relations ?? []).flatMap(
        ({ type, targetRef }: { type: string; targetRef: string }) =>
          type === 'memberOf' ? targetRef : [],
      );
      return expected.every(group => refs.includes(group)) && refs;
    });
    expect(groups).toEqual(expect.arrayContaining(expected));
    for (const group of groups) {
      await eventually(async () => (await read(group)).status === 200);
    }
  });

  it('let a task of one act by the leave that the other was given', async () => {
    const alice = await signIn('alice', 'acme', await newBrowser(), [
      first,
      first,
    ]);
    await eventually(async () => {
      const { status } = await first.call(
        alice,
        'GET',
        'catalog/entities/by-name/template/default/order-vm',
      );
      return status === 200;
    });
    const grant = await first.call(alice, 'POST', 'kubedc/grants', {
      operations: ['vm:create'],
    });
    expect(grant.status).toBe(201);

    const order = async (replica: Replica, name: string): Promise<string> => {
      const { body } = await replica.call(
        alice,
        'POST',
        'scaffolder/v2/tasks',
        {
          templateRef: 'template:default/order-vm',
          values: { project: 'acme/dev', name, grant: grant.body.id },
          secrets: { userData: '#cloud-config {}' },
        },
      );
      return body.id;
    };
    // The stock scaffolder looks for tasks when it is given one itself, and then takes all there are.
    const tasks = [
      await order(first, 'by-the-other'),
      await order(second, 'by-itself'),
    ];
    const outcomes = tasks.map(async id => {
      const task = `scaffolder/v2/tasks/${id}`;
      const status = await eventually(async () => {
        const { body } = await first.call(alice, 'GET', task);
        return ['completed', 'failed'].includes(body.status) && body.status;
      });
      const { body } = await first.call(alice, 'GET', `${task}/events`);
      // What the task said tells why, when it failed.
      return status === 'completed' ? status : JSON.stringify(body);
    });
    await expect(Promise.all(outcomes)).resolves.toEqual([
      'completed',
      'completed',
    ]);

    // The first one tells of it too, and by whom it was done.
    const { body: made } = await first.call(
      alice,
      'GET',
      'kubedc/resources/virtual-machines/sandbox/acme-dev/by-the-other',
    );
    expect(made.name).toBe('by-the-other');
    const { body: trail } = await first.call(
      await signIn('olga', 'master', await newBrowser(), [first, first]),
      'GET',
      'kubedc/audit?operation=vm:create',
    );
    expect(JSON.stringify(trail)).toContain('acme:alice');
  });
});
