import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { organizationType } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Knex } from 'knex';
import { FakeMirror } from '../__testUtils__/FakeMirror';
import {
  ScriptedKeycloak,
  type ScriptedUser,
} from '../__testUtils__/ScriptedKeycloak';
import { signInEntity } from '../__testUtils__/signInEntity';
import { readCatalogSettings } from '../config/readCatalogSettings';
import { withRef } from '../conversion/convertObject';
import { databaseNow } from '../database/databaseNow';
import { migrate } from '../database/migrate';
import { PeopleStore } from '../database/PeopleStore';
import { KubedcPeopleProvider } from '../providers/KubedcPeopleProvider';
import type { DirectorySettings } from './KeycloakClient';
import { PeopleSync } from './PeopleSync';

const DAY_MS = 86_400_000;
const LOCATION_KEY = 'kubedc:alpha:people';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const person = (username: string, ...groups: string[]): ScriptedUser => ({
  username,
  firstName: username[0].toLocaleUpperCase('en-US') + username.slice(1),
  lastName: 'Example',
  email: `${username}@example.com`,
  emailVerified: true,
  enabled: true,
  groups,
});

describe.each(databases.eachSupportedId())('people of realms on %s', id => {
  let keycloak: ScriptedKeycloak;
  let knex: Knex;
  let mirror: FakeMirror;
  let installation: Installation & DirectorySettings;
  let catalog: Map<string, Entity>;
  /** Location keys of all that was given or taken. */
  let keys: Set<string | undefined>;
  const logger = mockServices.logger.mock();

  const applyMutation = jest.fn();
  const connection: EntityProviderConnection = {
    applyMutation,
    refresh: async () => {},
  };

  beforeEach(async () => {
    jest.clearAllMocks();
    logger.child.mockReturnValue(logger);
    keycloak = await ScriptedKeycloak.start();
    keycloak.realms.set('master', [person('olga', 'admin'), person('otto')]);
    keycloak.realms.set('acme', [
      person('alice', 'org-admin', 'user'),
      person('bob', 'user', 'backend-team'),
    ]);
    keycloak.realms.set('globex', [person('carol', 'org-admin')]);
    knex = await migrate(
      mockServices.database({ knex: await databases.init(id) }),
    );
    mirror = new FakeMirror();
    for (const name of ['acme', 'globex', 'platform', 'master']) {
      mirror.put(organizationType, { metadata: { name, namespace: name } });
    }
    installation = {
      name: 'alpha',
      entityNamespacePrefix: '',
      oidc: {
        issuer: keycloak.issuer,
        clientId: 'portal',
        scope: '',
        platformRealm: 'master',
        platformPrefix: 'platform',
      },
      people: {
        clientId: keycloak.client.id,
        clientSecret: keycloak.client.secret,
        realm: 'master',
        schedule: { frequency: { minutes: 10 }, timeout: { minutes: 1 } },
      },
    } as Installation & DirectorySettings;
    catalog = new Map();
    keys = new Set();
    applyMutation.mockImplementation(async ({ added, removed }) => {
      for (const { entityRef, locationKey } of removed) {
        keys.add(locationKey);
        catalog.delete(entityRef);
      }
      for (const { entity, locationKey } of added as DeferredEntity[]) {
        keys.add(locationKey);
        catalog.set(withRef(entity).ref, entity);
      }
    });
  });

  afterEach(() => keycloak.stop());

  const newSync = () =>
    new PeopleSync({
      installation,
      mirror: () => mirror,
      store: new PeopleStore(knex, 'alpha'),
      logger,
      locationKey: LOCATION_KEY,
      rejectRemovalsAbovePercentage: 50,
    });
  const run = (sync = newSync()) =>
    sync.run(connection, new AbortController().signal);
  const refs = () => [...catalog.keys()].sort();
  const ALL = [
    'user:acme/alice',
    'user:acme/bob',
    'user:globex/carol',
    'user:kube-dc/olga',
    'user:kube-dc/otto',
  ];

  it('are in the catalog as their sign-in would put them there, and Keycloak is only read', async () => {
    await run();
    expect(refs()).toEqual(ALL);
    for (const [realm, username] of [
      ['master', 'olga'],
      ['master', 'otto'],
      ['acme', 'alice'],
      ['acme', 'bob'],
      ['globex', 'carol'],
    ]) {
      const { firstName, lastName, email, emailVerified, groups } =
        keycloak.user(realm, username);
      const entity = await signInEntity(installation, realm, {
        preferred_username: username,
        name: `${firstName} ${lastName}`,
        email,
        email_verified: emailVerified,
        groups,
        ...(realm !== 'master' && { org: realm }),
      });
      expect(catalog.get(withRef(entity).ref)).toEqual(entity);
    }
    expect(catalog.get('user:acme/bob')?.spec?.memberOf).toEqual([
      'group:acme/backend-team',
      'group:acme/user',
      'group:default/acme',
    ]);
    expect(
      keycloak.requests.filter(
        each => !each.startsWith('GET ') && !each.endsWith('/token'),
      ),
    ).toEqual([]);
  });

  it('are those who may sign in, with what a token would tell of them', async () => {
    keycloak.realms.set('acme', [
      { ...person('anna'), enabled: false },
      { ...person('service-account-x'), serviceAccountClientId: 'x' },
      { ...person('system:bad') },
      {
        username: 'plain',
        email: 'a@example.com',
        emailVerified: false,
        groups: ['teams/backend', 'teams'],
      },
    ]);
    await run();
    expect(refs().filter(ref => ref.includes('acme'))).toEqual([
      'user:acme/plain',
    ]);
    expect(catalog.get('user:acme/plain')?.spec).toEqual({
      profile: { displayName: 'plain' },
      memberOf: [
        'group:acme/backend',
        'group:acme/teams',
        'group:default/acme',
      ],
    });
  });

  it('are read page by page', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      person(`p${index}`, 'user'),
    );
    keycloak.realms.set('acme', many);
    await run();
    const acme = [...catalog.values()].filter(
      ({ metadata }) => metadata.namespace === 'acme',
    );
    expect(acme).toHaveLength(250);
    expect(
      acme.every(({ spec }) =>
        (spec?.memberOf as string[]).includes('group:acme/user'),
      ),
    ).toBe(true);
  });

  it('cost the catalog nothing while nothing changes, and what changed is written alone', async () => {
    const sync = newSync();
    await run(sync);
    applyMutation.mockClear();
    await run(sync);
    expect(applyMutation).not.toHaveBeenCalled();

    keycloak.user('acme', 'bob').groups = ['user'];
    await run(sync);
    expect(applyMutation).toHaveBeenCalledTimes(1);
    expect(applyMutation.mock.calls[0][0].added).toHaveLength(1);
    expect(catalog.get('user:acme/bob')?.spec?.memberOf).toEqual([
      'group:acme/user',
      'group:default/acme',
    ]);

    // A process that is new does not know what the catalog has.
    catalog.clear();
    await run();
    expect(refs()).toEqual(ALL);
  });

  it('of a realm of all organizations are in the one whose groups they have', async () => {
    installation.oidc.broker = {
      realm: 'sso',
      prefix: 'sso',
      groupsBelow: '/orgs',
    };
    keycloak.realms.set('sso', [
      person('alice', 'orgs/acme/org-admin', 'orgs/acme/user', 'other'),
      person('both', 'orgs/acme/user', 'orgs/globex/user'),
      person('nobody', 'other', 'orgs/acme'),
      person('olga', 'orgs/master/admin', 'admin'),
    ]);
    keycloak.realms.get('acme')!.push(person('sso.alice', 'org-admin'));
    await run();
    expect(refs()).toEqual([...ALL, 'user:acme/sso.alice'].sort());
    const alice = await signInEntity(installation, 'sso', {
      preferred_username: 'alice',
      name: 'Alice Example',
      email: 'alice@example.com',
      email_verified: true,
      org: 'acme',
      groups: ['/orgs/acme/org-admin', '/orgs/acme/user', '/other'],
    });
    expect(catalog.get('user:acme/sso.alice')).toEqual(alice);

    keycloak.user('sso', 'alice').enabled = false;
    await run();
    expect(refs()).toEqual(ALL);
  });

  it('leave when their account is gone or closed, or when they changed places, each once', async () => {
    await run();
    keycloak.realms.set('acme', [person('alice', 'user')]);
    keycloak.user('master', 'otto').enabled = false;
    await run();
    expect(refs()).toEqual(
      ALL.filter(ref => !['user:acme/bob', 'user:kube-dc/otto'].includes(ref)),
    );
    expect([...keys]).toEqual([LOCATION_KEY]);
    expect(await knex('kubedc_people').pluck('entity_ref')).not.toContain(
      'user:acme/bob',
    );
  });

  it.each([
    ['refuses', (status: number) => status, 403],
    ['fails', (status: number) => status, 500],
    ['does not know the realm any more', (status: number) => status, 404],
    ['sends elsewhere', (status: number) => status, 302],
  ])(
    'stay as they are when their realm %s, and those of other realms do not',
    async (_, statusOf, code) => {
      await run();
      keycloak.realms.set('acme', []);
      keycloak.realms.set('globex', [person('carol', 'user'), person('cleo')]);
      keycloak.override = (request, response) => {
        if (!request.url?.startsWith('/admin/realms/acme/')) {
          return false;
        }
        response
          .writeHead(statusOf(code), { location: '/elsewhere' })
          .end('{"error":"no such luck"}');
        return true;
      };
      await run();
      expect(refs()).toEqual([...ALL, 'user:globex/cleo'].sort());
      expect(catalog.get('user:globex/carol')?.spec?.memberOf).toContain(
        'group:globex/user',
      );
      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringMatching(
          new RegExp(`realm 'acme' .* answered ${code}: no such luck`),
        ),
      );
    },
  );

  it('stay when the list of their realm breaks off, and when Keycloak is away', async () => {
    keycloak.realms.set(
      'acme',
      Array.from({ length: 150 }, (_, index) => person(`p${index}`)),
    );
    await run();
    const before = refs();
    keycloak.realms.set('acme', [person('p0')]);
    keycloak.override = (request, response) => {
      if (!request.url?.includes('/acme/')) {
        return false;
      }
      response.writeHead(200).write('[{"id":"p0","username":"p');
      response.destroy();
      return true;
    };
    await run();
    expect(refs()).toEqual(before);

    keycloak.override = (_, response) => {
      response.destroy();
      return true;
    };
    await run();
    expect(refs()).toEqual(before);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('stay when their realm seems to have lost most of them, or all, and an operator is told', async () => {
    keycloak.realms.set(
      'acme',
      Array.from({ length: 30 }, (_, index) => person(`p${index}`)),
    );
    await run();
    const before = refs();
    keycloak.realms.set('acme', [person('p0')]);
    keycloak.realms.set('globex', []);
    await run();
    expect(refs()).toEqual(before);
    expect(logger.error.mock.calls.map(([message]) => message)).toEqual([
      expect.stringContaining(
        "realm 'acme' leaves the catalog because 29 of 30",
      ),
      expect.stringContaining(
        "realm 'globex' leaves the catalog because 1 of 1",
      ),
    ]);
  });

  it('stay when only a page lacked them', async () => {
    await run();
    keycloak.override = (request, response) => {
      if (!/acme\/users\?.*first=/.test(request.url!)) {
        return false;
      }
      response.writeHead(200).end('[{"id":"alice","username":"alice"}]');
      return true;
    };
    await run();
    expect(refs()).toEqual(ALL);
  });

  it('stay when they signed in while the list was read, with what the sign-in told', async () => {
    const store = new PeopleStore(knex, 'alpha');
    await run();
    applyMutation.mockClear();
    keycloak.realms.set('acme', [person('alice', 'user'), person('bob')]);
    keycloak.before = async url => {
      if (url.startsWith('/admin/realms/acme/users')) {
        for (const username of ['bob', 'new']) {
          await store.signedIn({
            entityRef: `user:acme/${username}`,
            realm: 'acme',
            username,
            hash: '',
          });
        }
      }
    };
    await run();
    const given = applyMutation.mock.calls.flatMap(([{ added, removed }]) => [
      ...added.map(({ entity }: DeferredEntity) => withRef(entity).ref),
      ...removed,
    ]);
    expect(given.filter((ref: string) => ref.includes('acme'))).toEqual([
      'user:acme/alice',
    ]);
    expect(await knex('kubedc_people').pluck('entity_ref')).toContain(
      'user:acme/new',
    );
  });

  it('need a token that is good, and get another one when it ended early', async () => {
    const sync = newSync();
    await run(sync);
    const tokens = () =>
      keycloak.requests.filter(each => each.endsWith('/token'));
    expect(tokens()).toEqual([
      'POST /realms/master/protocol/openid-connect/token',
    ]);
    keycloak.requests.length = 0;
    keycloak.override = request => {
      if (request.url?.startsWith('/admin/realms/globex/users')) {
        keycloak.override = () => false;
        keycloak.revoke();
      }
      return false;
    };
    keycloak.user('globex', 'carol').groups = ['user'];
    await run(sync);
    expect(catalog.get('user:globex/carol')?.spec?.memberOf).toContain(
      'group:globex/user',
    );
    expect(tokens()).toHaveLength(2);
  });

  it('may be read by a client of each realm, and secrets stand in no message', async () => {
    installation.people.realm = '{realm}';
    await run();
    expect(keycloak.requests.filter(each => each.startsWith('POST '))).toEqual(
      ['master', 'acme', 'globex'].map(
        realm => `POST /realms/${realm}/protocol/openid-connect/token`,
      ),
    );
    installation.people.clientSecret = 'another-secret';
    await run();
    const told = JSON.stringify([
      logger.warn.mock.calls,
      logger.error.mock.calls,
    ]);
    expect(told).toContain('Invalid client credentials');
    expect(told).not.toMatch(/secret|token-\d/);
    expect(refs()).toEqual(ALL);
  });

  it('are kept as long as they are listed, and as long as the configuration says when nobody lists them', async () => {
    const scheduler = mockServices.scheduler.mock();
    const events = mockServices.events();
    const [provider] = KubedcPeopleProvider.fromPlatform({
      platform: {
        list: () => [{ name: 'alpha', installation }],
        mirror: () => mirror,
      } as unknown as PlatformService,
      knex,
      events,
      scheduler,
      logger,
      settings: readCatalogSettings(mockServices.rootConfig()),
    });
    await provider.connect(connection);
    const task = scheduler.scheduleTask.mock.calls
      .map(([each]) => each)
      .find(each => each.id === 'kubedc:alpha:people:directory')!;
    expect(task).toMatchObject(installation.people.schedule);
    await task.fn(new AbortController().signal);
    expect(refs()).toEqual(ALL);

    // Who came by a realm of all organizations is in no organization's own.
    for (const [username, userEntityRef] of [
      ['anna', 'user:acme/sso.anna'],
      ['alex', 'user:acme/alex'],
    ]) {
      await events.publish({
        topic: 'kubedc.people',
        eventPayload: {
          installation: 'alpha',
          organization: 'acme',
          username,
          userEntityRef,
          groups: [],
        },
      });
    }
    await task.fn(new AbortController().signal);
    expect(refs()).toEqual([...ALL, 'user:acme/sso.anna'].sort());
    catalog.delete('user:acme/sso.anna');

    await provider.removeExpired(connection);
    expect(refs()).toEqual(ALL);
    await knex('kubedc_people')
      .where({ realm: 'globex' })
      .update({ listed_at: databaseNow(knex, -91 * DAY_MS) });
    await provider.removeExpired(connection);
    expect(refs()).toEqual(ALL.filter(ref => ref !== 'user:globex/carol'));
  });
});
