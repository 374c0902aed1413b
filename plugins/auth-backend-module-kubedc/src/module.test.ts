import { NotAllowedError } from '@backstage/errors';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@kubedc/real-apiserver/programs';
import { startOidcServer } from '@kubedc/sandbox/oidc';
import type { OidcServer } from '@kubedc/sandbox/oidc';
import { createTestCa, TEST_PEOPLE } from '@kubedc/sandbox/oidc-testing';
import { startTestPortal, type TestPortal } from './__testUtils__/testPortal';

const REALMS = ['master', 'acme', 'globex', 'sso'];

/** People of the realm of all organizations. */
const BROKERED = [
  {
    ...TEST_PEOPLE[1],
    name: 'erin',
    realm: 'sso',
    groups: ['/orgs/acme/org-admin', '/orgs/globex/user'],
  },
  {
    ...TEST_PEOPLE[1],
    name: 'eve',
    organization: 'globex',
    realm: 'sso',
    groups: ['/orgs/acme/org-admin'],
  },
];
const logger = { info: jest.fn(), warn: jest.fn() };

describe('authModuleKubedc', () => {
  let dir: string;
  let ca: Awaited<ReturnType<typeof createTestCa>>;
  let port: number;
  let loginPort: number;
  let oidc: OidcServer;
  let portal: TestPortal;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-auth-'));
    ca = await createTestCa(dir);
    // It comes back there after it was away, when no outgoing connection may have taken its ports.
    [port, loginPort] = await freePorts(2);
    oidc = await startOidcServer({
      dir,
      port,
      loginPort,
      people: [
        ...TEST_PEOPLE,
        { ...TEST_PEOPLE[1], name: 'mallory', realm: 'globex' },
        ...BROKERED,
      ],
      realms: REALMS,
      ca,
      logger,
    });
    portal = await startTestPortal({
      dir,
      ca: ca.certificate,
      issuer: oidc.issuer('{realm}'),
      secretFile: oidc.clientSecretFile,
    });
  });

  afterAll(async () => {
    await oidc?.stop();
    await rm(dir, { recursive: true });
  });

  it('signs in an administrator of an organization', async () => {
    const session = await portal.signIn('acme', 'alice');
    expect(session.response.profile).toEqual({
      displayName: 'Alice Meyer',
      email: 'alice@acme.example',
    });
    expect(session.response.backstageIdentity?.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:acme/alice',
      ownershipEntityRefs: [
        'user:acme/alice',
        'group:default/acme',
        'group:acme/org-admin',
      ],
    });
    const identity = {
      installation: 'zurich',
      user: 'acme:alice',
      groups: ['acme:org-admin'],
    };
    await expect(session.whoAmI()).resolves.toEqual(identity);
    // What reaches a plugin from another plugin on her behalf carries no claims.
    await expect(session.whoAmI('relay')).resolves.toEqual(identity);
    expect(portal.events.at(-1)).toEqual({
      topic: 'kubedc.people',
      eventPayload: {
        installation: 'zurich',
        username: 'alice',
        displayName: 'Alice Meyer',
        email: 'alice@acme.example',
        organization: 'acme',
        groups: ['group:default/acme', 'group:acme/org-admin'],
        userEntityRef: 'user:acme/alice',
      },
    });
  });

  it('restores each session at the realm it came from', async () => {
    const dave = await portal.signIn('globex', 'dave');
    await expect(dave.whoAmI()).resolves.toEqual({
      installation: 'zurich',
      user: 'globex:dave',
      groups: ['globex:user'],
    });
    const alice = await portal.signIn('acme', 'alice');

    const announced = portal.events.length;
    const refreshed = await dave.refresh();
    expect(portal.events).toHaveLength(announced);
    expect(refreshed.status).toBe(200);
    expect(refreshed.identity?.identity.userEntityRef).toBe('user:globex/dave');
    expect((await alice.refresh()).identity?.identity.userEntityRef).toBe(
      'user:acme/alice',
    );
  });

  it('gives the platform prefix only to people of the platform realm', async () => {
    const session = await portal.signIn('master', 'olga');
    await expect(session.whoAmI()).resolves.toEqual({
      installation: 'zurich',
      user: 'platform:olga',
      groups: ['platform:admin'],
    });
    expect(session.response.backstageIdentity?.identity).toMatchObject({
      userEntityRef: 'user:kube-dc/olga',
      ownershipEntityRefs: [
        'user:kube-dc/olga',
        'group:kube-dc/platform-admin',
      ],
    });
    expect(portal.events.at(-1)?.eventPayload).not.toHaveProperty(
      'organization',
      expect.anything(),
    );
  });

  it('refuses an account that claims to belong to another organization than its realm', async () => {
    const { error, response } = await portal.signIn('globex', 'mallory');
    expect(error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('claims to belong to another'),
    });
    expect(response).toEqual({});
  });

  it('refuses a code that is redeemed for another realm than it was issued by', async () => {
    const { error } = await portal.signIn('acme', 'alice', {
      tamperState: state => ({ ...state, organization: 'globex' }),
    });
    expect(error?.message).toBeTruthy();
    expect(portal.events.at(-1)?.eventPayload).not.toMatchObject({
      organization: 'globex',
      username: 'alice',
    });
  });

  it('signs in people of the realm of all organizations by organization and group', async () => {
    const session = await portal.signIn('sso', 'erin');
    expect(session.response.backstageIdentity?.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:acme/sso.erin',
      ownershipEntityRefs: [
        'user:acme/sso.erin',
        'group:default/acme',
        'group:acme/org-admin',
      ],
    });
    const identity = {
      installation: 'zurich',
      user: 'acme:sso:erin',
      groups: ['acme:org-admin'],
    };
    await expect(session.whoAmI()).resolves.toEqual(identity);
    expect((await session.refresh()).identity?.identity.userEntityRef).toBe(
      'user:acme/sso.erin',
    );

    const { error } = await portal.signIn('sso', 'eve');
    expect(error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining("in no group of organization 'globex'"),
    });
  });

  describe('with a second provider beside it', () => {
    let shared: TestPortal;

    beforeAll(async () => {
      shared = await startTestPortal({
        dir,
        ca: ca.certificate,
        issuer: oidc.issuer('{realm}'),
        secretFile: oidc.clientSecretFile,
        otherProvider: true,
      });
    });

    it('gives nobody an identity who signed in there, be it under the name of a person here and with a claim of their own', async () => {
      const before = await shared.signInElsewhere('user:acme/alice');
      const alice = await shared.signIn('acme', 'alice');
      // What Backstage knows of the user is now what Alice's sign-in said.
      await expect(shared.whoIs(before)).resolves.toBeUndefined();
      await expect(shared.whoIs(before, 'relay')).resolves.toBeUndefined();

      const after = await shared.signInElsewhere('user:acme/alice');
      // And now what the other one's said.
      await expect(alice.whoAmI()).resolves.toMatchObject({
        user: 'acme:alice',
      });
      await expect(alice.whoAmI('relay')).resolves.toMatchObject({
        user: 'acme:alice',
      });
      await expect(shared.whoIs(after)).resolves.toBeUndefined();
      await expect(
        shared.whoIs(await shared.signInElsewhere('user:kube-dc/olga')),
      ).resolves.toBeUndefined();
    });
  });

  it('takes what they stood for from the tokens of a session that the person ended', async () => {
    const session = await portal.signIn('acme', 'bob');
    const other = await portal.signIn('acme', 'bob');
    expect((await session.signOut()).status).toBe(200);
    await expect(session.whoAmI()).resolves.toBeUndefined();
    await expect(other.whoAmI()).resolves.toMatchObject({ user: 'acme:bob' });
  });

  it('signs out of a session that it does not understand', async () => {
    const session = await portal.signIn('acme', 'bob');
    await session.signOut();
    session.browser.setCookie('kubedc-refresh-token', 'x', portal.url);
    expect((await session.refresh()).status).toBe(401);
    expect((await session.signOut()).status).toBe(200);
  });

  it('ends a session that the realm ended, and says so', async () => {
    const session = await portal.signIn('acme', 'bob');
    const cookie = session.browser.cookie('kubedc-refresh-token')!;
    const [, , , token] = decodeURIComponent(cookie).split(' ');
    const ended = await session.browser.fetch(
      `${oidc.issuer('acme')}/protocol/openid-connect/logout`,
      {
        form: {
          client_id: 'backstage',
          client_secret: await readFile(oidc.clientSecretFile, 'utf8'),
          refresh_token: token,
        },
      },
    );
    expect(ended.status).toBe(204);
    expect((await session.refresh()).status).toBe(401);
    await expect(session.whoAmI()).resolves.toBeUndefined();
  });

  it('ends the session at the realm and in the browser', async () => {
    const session = await portal.signIn('acme', 'bob');
    const token = session.browser.cookie('kubedc-refresh-token');
    expect((await session.signOut()).status).toBe(200);
    expect(session.browser.cookie('kubedc-refresh-token')).toBeUndefined();

    session.browser.setCookie('kubedc-refresh-token', token!, portal.url);
    expect((await session.refresh()).status).toBe(401);
  });

  it.each([
    [{}, 400, 'organization is required'],
    [{ organization: '../master' }, 400, 'organization must be a name'],
    [
      { organization: 'platform' },
      400,
      "organization 'platform' is a reserved name",
    ],
    [
      { organization: 'system' },
      400,
      "organization 'system' is a reserved name",
    ],
    [
      { organization: 'acme', installation: 'geneva' },
      400,
      "installation 'geneva' does not exist",
    ],
    [{ organization: 'umbrella' }, 404, "There is no organization 'umbrella'"],
  ])(
    'tells the sign-in page what is wrong with %j',
    async (query, status, message) => {
      const { response, error } = await portal.start(query);
      expect(response.status).toBe(status);
      expect(error?.message).toContain(message);
    },
  );

  it('answers a start from a foreign page with an error and no message to it', async () => {
    const { response } = await portal.start({
      organization: 'umbrella',
      origin: 'https://evil.example',
    });
    expect(response.status).toBe(403);
    expect(response.body).toContain(NotAllowedError.name);
  });

  it('does not start without a session secret, as nobody could sign in', async () => {
    await expect(
      startTestPortal({
        dir,
        ca: ca.certificate,
        issuer: oidc.issuer('{realm}'),
        secretFile: oidc.clientSecretFile,
        session: {},
      }),
    ).rejects.toThrow('auth.session.secret is required');
  });

  it('signs in once the sign-in server is up, refuses while it is away, and recovers when its keys change', async () => {
    const session = await portal.signIn('acme', 'bob');
    await oidc.stop();

    // The session may well be good.
    expect((await session.refresh()).status).toBe(503);
    await expect(session.whoAmI()).resolves.toMatchObject({ user: 'acme:bob' });
    const cold = await startTestPortal({
      dir,
      ca: ca.certificate,
      issuer: oidc.issuer('{realm}'),
      secretFile: oidc.clientSecretFile,
    });
    const away = await cold.start({ organization: 'acme' });
    expect(away.response.status).toBe(503);
    expect(away.error?.message).toContain('cannot be reached');
    // Signing out works all the same.
    expect((await session.signOut()).status).toBe(200);

    oidc = await startOidcServer({
      dir,
      port,
      loginPort,
      people: TEST_PEOPLE,
      realms: REALMS,
      ca,
      logger,
    });
    const first = await cold.signIn('acme', 'bob');
    expect(first.response.backstageIdentity?.identity.userEntityRef).toBe(
      'user:acme/bob',
    );
    // This portal knows the old keys; the failure they cause is the last one.
    await portal.signIn('acme', 'bob');
    const again = await portal.signIn('acme', 'bob');
    expect(again.response.backstageIdentity?.identity.userEntityRef).toBe(
      'user:acme/bob',
    );
  });
});
