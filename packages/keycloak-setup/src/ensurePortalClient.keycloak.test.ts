import {
  createOrganizationRealm,
  Keycloak,
  preparePlatformRealm,
  startKeycloak,
} from '@kubedc/keycloak';
import { describeWithKeycloak } from '@kubedc/keycloak/testing';
import { ClientRepresentation, ProtocolMapper } from './client/types';
import { ensurePortalClient, KeycloakAdmin, PortalClientSettings } from '.';

const settings: PortalClientSettings = {
  clientId: 'backstage',
  clientSecret: 'a-secret',
  backendUrl: 'https://portal.example/',
  appUrl: 'https://portal.example',
  audience: 'kube-dc',
  organization: 'acme',
};

const alice = {
  name: 'alice',
  displayName: 'Alice Moreau',
  email: 'alice@acme.example',
  groups: ['org-admin', 'user'],
};

describeWithKeycloak('the client of the portal', () => {
  let keycloak: Keycloak;

  beforeAll(async () => {
    keycloak = await startKeycloak();
    await createOrganizationRealm(keycloak, 'acme', { people: [alice] });
    await preparePlatformRealm(keycloak, {
      people: [{ ...alice, name: 'olga', groups: ['admin'] }],
    });
  });

  afterAll(() => keycloak?.stop());

  const ensure = (
    changes: Partial<PortalClientSettings> = {},
    dryRun = false,
  ) =>
    ensurePortalClient(
      keycloak.admin,
      'acme',
      { ...settings, ...changes },
      { dryRun },
    );

  const client = async (realm = 'acme') => {
    const [found] = await keycloak.admin.get<ClientRepresentation[]>(
      `/${realm}/clients?clientId=backstage`,
    );
    return found;
  };

  /** Claims of a token as Keycloak would issue it to the portal. */
  const claims = async (realm: string, person: string) => {
    const { id } = await client(realm);
    const [user] = await keycloak.admin.get<{ id: string }[]>(
      `/${realm}/users?username=${person}`,
    );
    return keycloak.admin.get<Record<string, unknown>>(
      `/${realm}/clients/${id}/evaluate-scopes/generate-example-access-token?scope=openid&userId=${user.id}`,
    );
  };

  it('is not made by a dry run, nor in a realm that is not there', async () => {
    expect(await ensure({}, true)).toMatchObject({ state: 'created' });
    expect(await client()).toBeUndefined();
    expect(
      await ensurePortalClient(keycloak.admin, 'nowhere', settings),
    ).toEqual({ realm: 'nowhere', state: 'missing', changes: [] });
  });

  it('is made with nothing but the code flow, and once', async () => {
    expect(await ensure()).toMatchObject({ state: 'created' });
    expect(await client()).toMatchObject({
      publicClient: false,
      secret: 'a-secret',
      redirectUris: ['https://portal.example/api/auth/kubedc/handler/frame'],
      standardFlowEnabled: true,
      implicitFlowEnabled: false,
      directAccessGrantsEnabled: false,
      serviceAccountsEnabled: false,
      attributes: expect.objectContaining({
        'pkce.code.challenge.method': 'S256',
        'post.logout.redirect.uris': 'https://portal.example/*',
      }),
    });
    expect(await ensure()).toMatchObject({ state: 'unchanged', changes: [] });
  });

  it('gets tokens that the API server trusts, with the claims of the platform', async () => {
    const token = await claims('acme', 'alice');
    expect(token).toMatchObject({
      preferred_username: 'alice',
      email: 'alice@acme.example',
      org: 'acme',
      azp: 'backstage',
    });
    expect([token.aud].flat()).toContain('kube-dc');
    expect([...(token.groups as string[])].sort()).toEqual([
      'org-admin',
      'user',
    ]);
    expect(token.realm_access).toBeUndefined();
    const names = (await client()).protocolMappers?.map(({ name }) => name);
    expect(names).toContain('kube-dc copy: namespaces');

    await ensurePortalClient(keycloak.admin, 'master', {
      ...settings,
      audience: 'kube-dc-admin',
      organization: undefined,
    });
    const olga = await claims('master', 'olga');
    expect([olga.aud].flat()).toContain('kube-dc-admin');
    expect(olga).toMatchObject({ groups: ['admin'] });
    expect(olga.org).toBeUndefined();
  });

  it('tells organization and groups apart in a realm of all organizations', async () => {
    await keycloak.admin.post('', {
      realm: 'sso',
      enabled: true,
      groups: [
        {
          name: 'orgs',
          subGroups: [{ name: 'acme', subGroups: [{ name: 'org-admin' }] }],
        },
      ],
    });
    keycloak.admin.forgetToken();
    const profile = await keycloak.admin.get<object>('/sso/users/profile');
    await keycloak.admin.put('/sso/users/profile', {
      ...profile,
      unmanagedAttributePolicy: 'ADMIN_EDIT',
    });
    await keycloak.admin.post('/sso/users', {
      username: 'erin',
      enabled: true,
      attributes: { org: ['acme'] },
      groups: ['/orgs/acme/org-admin'],
    });
    await ensurePortalClient(keycloak.admin, 'sso', {
      ...settings,
      organization: { attribute: 'org' },
    });
    expect(await claims('sso', 'erin')).toMatchObject({
      org: 'acme',
      groups: ['/orgs/acme/org-admin'],
    });
  });

  it('is put right again, without a word of the secret, and keeps what others added', async () => {
    const { id, protocolMappers = [] } = await client();
    const path = `/acme/clients/${id}`;
    const named = (name: string) =>
      protocolMappers.find(mapper => mapper.name === name) as ProtocolMapper;
    await keycloak.admin.post(`${path}/protocol-mappers/models`, {
      ...named('kube-dc organization'),
      id: undefined,
      name: 'department',
      config: {
        'claim.name': 'department',
        'claim.value': 'lab',
        'access.token.claim': 'true',
      },
    });
    await keycloak.admin.put(
      `${path}/protocol-mappers/models/${named('kube-dc groups').id}`,
      {
        ...named('kube-dc groups'),
        config: { 'claim.name': 'groups', 'full.path': 'true' },
      },
    );
    await keycloak.admin.delete(
      `${path}/protocol-mappers/models/${named('kube-dc audience').id}`,
    );
    await keycloak.admin.put(path, {
      ...(await client()),
      redirectUris: ['*'],
      directAccessGrantsEnabled: true,
    });

    const outcome = await ensure({ clientSecret: 'another-secret' });
    expect(outcome.state).toBe('updated');
    expect(outcome.changes.sort()).toEqual([
      'directAccessGrantsEnabled',
      'mapper kube-dc audience',
      'mapper kube-dc groups',
      'redirectUris',
      'secret',
    ]);
    expect(await client()).toMatchObject({
      secret: 'another-secret',
      redirectUris: ['https://portal.example/api/auth/kubedc/handler/frame'],
      directAccessGrantsEnabled: false,
    });
    expect(await claims('acme', 'alice')).toMatchObject({
      groups: expect.arrayContaining(['org-admin']),
      department: 'lab',
    });
    expect(await ensure({ clientSecret: 'another-secret' })).toMatchObject({
      state: 'unchanged',
    });
  });

  it('loses what the client of the platform no longer has', async () => {
    const [platform] = await keycloak.admin.get<ClientRepresentation[]>(
      '/acme/clients?clientId=kube-dc',
    );
    const mapper = platform.protocolMappers?.find(
      ({ name }) => name === 'namespaces',
    );
    await keycloak.admin.delete(
      `/acme/clients/${platform.id}/protocol-mappers/models/${mapper?.id}`,
    );
    expect(await ensure({ clientSecret: 'another-secret' })).toMatchObject({
      changes: ['mapper kube-dc copy: namespaces removed'],
    });
  });

  it('is made by an account that may do nothing but manage clients of the realm', async () => {
    type Named = { id: string; name: string };
    const [{ id: realmClient }] = await keycloak.admin.get<Named[]>(
      '/master/clients?clientId=acme-realm',
    );
    await keycloak.admin.post('/master/clients', {
      clientId: 'portal-setup',
      secret: 'setup-secret',
      serviceAccountsEnabled: true,
      standardFlowEnabled: false,
    });
    const [{ id }] = await keycloak.admin.get<Named[]>(
      '/master/clients?clientId=portal-setup',
    );
    const account = await keycloak.admin.get<Named>(
      `/master/clients/${id}/service-account-user`,
    );
    const role = await keycloak.admin.get<Named>(
      `/master/clients/${realmClient}/roles/manage-clients`,
    );
    await keycloak.admin.post(
      `/master/users/${account.id}/role-mappings/clients/${realmClient}`,
      [role],
    );
    const setup = new KeycloakAdmin({
      url: keycloak.url,
      ca: keycloak.caData,
      clientId: 'portal-setup',
      clientSecret: 'setup-secret',
    });
    const changed = { ...settings, appUrl: 'https://other.example' };
    expect(await ensurePortalClient(setup, 'acme', changed)).toMatchObject({
      state: 'updated',
    });
    expect(
      await ensurePortalClient(setup, 'acme', { ...changed, clientId: 'new' }),
    ).toMatchObject({ state: 'created' });
    await expect(
      ensurePortalClient(setup, 'master', settings),
    ).rejects.toMatchObject({ status: 403 });
    setup.close();
  });

  it('needs an account that may', async () => {
    const stranger = new KeycloakAdmin({
      url: keycloak.url,
      ca: keycloak.caData,
      clientId: 'nobody',
      clientSecret: 'guessed',
    });
    await expect(
      ensurePortalClient(stranger, 'acme', settings),
    ).rejects.toMatchObject({ name: 'KeycloakError', status: 401 });
    stranger.close();
  });
});
