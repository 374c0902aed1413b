import { KeycloakConnection } from '../connectKeycloak';
import { platformClients } from './clients';
import { RealmPerson, TestRealm } from './TestRealm';

/** What a realm begins with. */
export interface RealmContent {
  people?: RealmPerson[];
  /** Groups besides those that every such realm has and those of its people. */
  groups?: string[];
  /** Seconds that an access token lives. Default: 300, Keycloak's own. */
  accessTokenSeconds?: number;
}

/** Client, and so audience, of organizations' realms. */
export const ORGANIZATION_CLIENT = 'kube-dc';

/** Client, and so audience, of the platform's realm. */
export const PLATFORM_CLIENT = 'kube-dc-admin';

/** Realm of the platform's administrators. */
export const PLATFORM_REALM = 'master';

async function fill(
  realm: TestRealm,
  groups: string[],
  { people = [] }: RealmContent,
): Promise<void> {
  const all = [...groups, ...people.flatMap(person => person.groups)];
  for (const group of new Set(all)) {
    await realm.addGroup(group);
  }
  for (const person of people) {
    await realm.addPerson(person);
  }
}

/** Makes the realm of an organization, as the platform's controller does. */
export async function createOrganizationRealm(
  keycloak: KeycloakConnection,
  organization: string,
  content: RealmContent = {},
): Promise<TestRealm> {
  await keycloak.admin.post('', {
    realm: organization,
    enabled: true,
    accessTokenLifespan: content.accessTokenSeconds ?? 300,
    clients: platformClients(ORGANIZATION_CLIENT, organization),
  });
  // What an account may do to a realm stands in its token.
  keycloak.admin.forgetToken();
  const realm = new TestRealm(keycloak, organization);
  await fill(realm, ['org-admin', 'user', ...(content.groups ?? [])], content);
  return realm;
}

/** Makes of the realm `master` what the platform needs. */
export async function preparePlatformRealm(
  keycloak: KeycloakConnection,
  content: RealmContent = {},
): Promise<TestRealm> {
  for (const client of platformClients(PLATFORM_CLIENT)) {
    await keycloak.admin.post(`/${PLATFORM_REALM}/clients`, client);
  }
  const realm = new TestRealm(keycloak, PLATFORM_REALM);
  await fill(realm, ['admin', ...(content.groups ?? [])], content);
  return realm;
}
