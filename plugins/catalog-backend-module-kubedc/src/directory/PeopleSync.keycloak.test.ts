import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  createOrganizationRealm,
  preparePlatformRealm,
  startKeycloak,
  type Keycloak,
} from '@kubedc/keycloak';
import { describeWithKeycloak } from '@kubedc/keycloak/testing';
import { organizationType } from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { FakeMirror } from '../__testUtils__/FakeMirror';
import { signInEntity } from '../__testUtils__/signInEntity';
import { withRef } from '../conversion/convertObject';
import { migrate } from '../database/migrate';
import { PeopleStore } from '../database/PeopleStore';
import type { DirectorySettings } from './KeycloakClient';
import { PeopleSync } from './PeopleSync';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const personOf = (name: string, ...groups: string[]) => ({
  name,
  displayName: `${name} Example`,
  email: `${name}@example.com`,
  groups,
});

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

/** Makes a client whose service account may read the people of its realm, and nothing else. */
async function addPeopleClient(keycloak: Keycloak, realm: string) {
  const { admin } = keycloak;
  const idOf = async (clientId: string) => {
    const [{ id }] = await admin.get<Array<{ id: string }>>(
      `/${realm}/clients?clientId=${clientId}`,
    );
    return id;
  };
  await admin.post(`/${realm}/clients`, {
    clientId: 'people',
    secret: 'people-secret',
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    publicClient: false,
  });
  const { id: account } = await admin.get<{ id: string }>(
    `/${realm}/clients/${await idOf('people')}/service-account-user`,
  );
  // That of the administration of a realm; the platform's own realm has another name for it.
  const rights = await idOf(
    realm === 'master' ? 'master-realm' : 'realm-management',
  );
  await admin.post(
    `/${realm}/users/${account}/role-mappings/clients/${rights}`,
    [await admin.get(`/${realm}/clients/${rights}/roles/view-users`)],
  );
}

describeWithKeycloak('people of a real Keycloak', () => {
  let keycloak: Keycloak;
  let installation: Installation & DirectorySettings;
  const catalog = new Map<string, Entity>();
  const logger = mockServices.logger.mock();
  const mirror = new FakeMirror();
  const connection: EntityProviderConnection = {
    refresh: async () => {},
    applyMutation: async mutation => {
      const { added, removed } = mutation as {
        added: DeferredEntity[];
        removed: Array<{ entityRef: string }>;
      };
      removed.forEach(({ entityRef }) => catalog.delete(entityRef));
      added.forEach(({ entity }) => catalog.set(withRef(entity).ref, entity));
    },
  };
  let sync: PeopleSync;
  const run = () => sync.run(connection, new AbortController().signal);

  beforeAll(async () => {
    keycloak = await startKeycloak();
    installation = {
      name: 'alpha',
      entityNamespacePrefix: '',
      oidc: {
        issuer: keycloak.issuer('{realm}'),
        clientId: 'portal',
        caFile: keycloak.caFile,
        scope: 'openid',
        platformRealm: 'master',
        platformPrefix: 'platform',
      },
      people: {
        clientId: 'people',
        clientSecret: 'people-secret',
        realm: '{realm}',
        schedule: { frequency: { minutes: 10 }, timeout: { minutes: 1 } },
      },
    } as Installation & DirectorySettings;
    for (const name of ['acme', 'globex']) {
      mirror.put(organizationType, { metadata: { name, namespace: name } });
    }
    const knex = await migrate(
      mockServices.database({ knex: await databases.init('SQLITE_3') }),
    );
    sync = new PeopleSync({
      installation,
      mirror: () => mirror,
      store: new PeopleStore(knex, 'alpha'),
      logger,
      locationKey: 'kubedc:alpha:people',
      rejectRemovalsAbovePercentage: 50,
    });
  });

  afterAll(() => keycloak?.stop());

  it('are in the catalog as their sign-in puts them there, follow what changes, and leave with their account', async () => {
    const acme = await createOrganizationRealm(keycloak, 'acme', {
      people: [
        personOf('alice', 'org-admin', 'user'),
        personOf('bob', 'user', 'backend-team'),
      ],
      groups: ['backend-team', 'shop-team'],
    });
    const platform = await preparePlatformRealm(keycloak, {
      people: [personOf('olga', 'admin')],
    });
    await addPeopleClient(keycloak, 'acme');
    await addPeopleClient(keycloak, 'master');

    const expectAsSignedIn = async (realm: typeof acme, person: string) => {
      const claims = claimsOf(await realm.accessToken(person));
      const entity = await signInEntity(installation, realm.name, claims);
      expect(catalog.get(withRef(entity).ref)).toEqual(entity);
      return entity;
    };
    await run();
    await expectAsSignedIn(acme, 'alice');
    await expectAsSignedIn(acme, 'bob');
    await expectAsSignedIn(platform, 'olga');
    // The realm of globex is not there; that hurts nobody.
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining("realm 'globex'"),
    );
    expect(logger.error).not.toHaveBeenCalled();

    await acme.setGroups('bob', ['shop-team']);
    await run();
    const bob = await expectAsSignedIn(acme, 'bob');
    expect(bob.spec?.memberOf).toEqual([
      'group:acme/shop-team',
      'group:default/acme',
    ]);

    await acme.setEnabled('bob', false);
    await run();
    expect([...catalog.keys()]).toContain('user:acme/alice');
    expect([...catalog.keys()]).not.toContain('user:acme/bob');

    await acme.remove();
    await run();
    expect([...catalog.keys()]).toContain('user:acme/alice');
  });
});
