import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { custom, generators, Issuer } from 'openid-client';
import { startOidcServer } from './server';
import { createTestCa, TEST_PEOPLE, TestBrowser } from './testing';
import type { OidcServer } from './types';

const CALLBACK = 'http://localhost:8123/callback';

describe('startOidcServer', () => {
  let dir: string;
  let ca: Awaited<ReturnType<typeof createTestCa>>;
  let server: OidcServer;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'oidc-'));
    ca = await createTestCa(dir);
    server = await startOidcServer({
      dir,
      port: 0,
      people: TEST_PEOPLE,
      realms: ['master', 'acme', 'globex'],
      ca,
      logger: { info: jest.fn(), warn: jest.fn() },
    });
  });

  afterAll(async () => {
    await server?.stop();
    await rm(dir, { recursive: true });
  });

  async function discover(realm: string) {
    const { body } = await new TestBrowser(ca.certificate).fetch(
      `${server.issuer(realm)}/.well-known/openid-configuration`,
    );
    return JSON.parse(body);
  }

  async function clientOf(realm: string, secret?: string) {
    const issuer = new Issuer(await discover(realm));
    const options = () => ({ ca: ca.certificate, timeout: 60_000 });
    issuer[custom.http_options] = options;
    const client = new issuer.Client({
      client_id: secret ? 'backstage' : 'kube-dc',
      client_secret: secret,
      token_endpoint_auth_method: secret ? 'client_secret_basic' : 'none',
    });
    client[custom.http_options] = options;
    return client;
  }

  async function signIn(realm: string, person: string, secret?: string) {
    const client = await clientOf(realm, secret);
    const browser = new TestBrowser(ca.certificate);
    const verifier = generators.codeVerifier();
    const state = generators.state();
    const page = await browser.follow(
      client.authorizationUrl({
        redirect_uri: CALLBACK,
        scope: 'openid',
        state,
        code_challenge: generators.codeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    );
    const submitted = await browser.fetch(page.url, { form: { person } });
    const done = submitted.location
      ? await browser.follow(submitted.location, to => to.startsWith(CALLBACK))
      : submitted;
    return { client, page, submitted, done, verifier, state };
  }

  it('makes a realm once, however many ask for it first', async () => {
    const keys = await Promise.all(
      [1, 2, 3].map(async () => {
        const { body } = await new TestBrowser(ca.certificate).fetch(
          `${server.issuer('globex')}/protocol/openid-connect/certs`,
        );
        return JSON.parse(body).keys[0].kid;
      }),
    );
    expect(keys[0]).toEqual(expect.any(String));
    expect(new Set(keys).size).toBe(1);
  });

  it('publishes every realm as an issuer of its own, with the login page on plain http', async () => {
    const metadata = await discover('acme');
    expect(metadata.issuer).toBe(`${server.url}/realms/acme`);
    expect(metadata.token_endpoint).toBe(
      `${server.url}/realms/acme/protocol/openid-connect/token`,
    );
    expect(metadata.authorization_endpoint).toBe(
      `${server.loginUrl}/realms/acme/protocol/openid-connect/auth`,
    );
    expect((await discover('globex')).issuer).toBe(server.issuer('globex'));
  });

  it('answers 404 for a realm that is none', async () => {
    const { status } = await new TestBrowser(ca.certificate).fetch(
      `${server.issuer('umbrella')}/.well-known/openid-configuration`,
    );
    expect(status).toBe(404);
  });

  it("lists the realm's people and names the others", async () => {
    const { page } = await signIn('globex', 'dave');
    expect(page.status).toBe(200);
    expect(page.body).toContain('value="dave"');
    expect(page.body).toContain('Dave &#60;Jones&#62;');
    expect(page.body).not.toContain('value="alice"');
    expect(page.body).toContain('<li>Alice Meyer, acme</li>');
  });

  it('signs a person in with one click and no consent, with the claims of the realm', async () => {
    const { client, done, verifier, state } = await signIn('acme', 'alice');
    const tokens = await client.callback(
      CALLBACK,
      client.callbackParams(done.location!),
      { code_verifier: verifier, state },
    );
    expect(tokens.claims()).toMatchObject({
      iss: server.issuer('acme'),
      aud: 'kube-dc',
      preferred_username: 'alice',
      name: 'Alice Meyer',
      email: 'alice@acme.example',
      org: 'acme',
      groups: ['org-admin'],
    });
    const userinfo = await client.userinfo(tokens);
    expect(userinfo.groups).toEqual(['org-admin']);

    const refreshed = await client.refresh(tokens.refresh_token!);
    expect(refreshed.claims().preferred_username).toBe('alice');
  });

  /** Tokens of a finished sign-in. */
  async function tokensOf(realm: string, person: string, secret?: string) {
    const { client, done, verifier, state } = await signIn(
      realm,
      person,
      secret,
    );
    const tokens = await client.callback(
      CALLBACK,
      client.callbackParams(done.location!),
      { code_verifier: verifier, state },
    );
    return { client, tokens };
  }

  const claimsOf = (token?: string) =>
    JSON.parse(Buffer.from(`${token}`.split('.')[1], 'base64url').toString());

  it.each([
    ['acme', 'alice', 'kube-dc', { org: 'acme', groups: ['org-admin'] }],
    ['master', 'olga', 'kube-dc-admin', { groups: ['admin'] }],
  ])(
    'issues access tokens of %s that are JWTs for the Kubernetes API',
    async (realm, person, audience, mapped) => {
      const secret = await readFile(server.clientSecretFile, 'utf8');
      const { client, tokens } = await tokensOf(realm, person, secret);
      expect(claimsOf(tokens.access_token)).toMatchObject({
        iss: server.issuer(realm),
        aud: audience,
        azp: 'backstage',
        preferred_username: person,
        sub: tokens.claims().sub,
        ...mapped,
      });
      // Without the audience the API server takes no ID token of the portal.
      expect(tokens.claims().aud).toBe('backstage');
      const refreshed = await client.refresh(tokens.refresh_token!);
      expect(claimsOf(refreshed.access_token).aud).toBe(audience);
      expect(refreshed.scope?.split(' ')).toContain('openid');
    },
  );

  it('takes no forged and no foreign access token for a person', async () => {
    const { client, tokens } = await tokensOf('acme', 'alice');
    const foreign = await tokensOf('globex', 'dave');
    const [header, , signature] = tokens.access_token!.split('.');
    const payload = Buffer.from(
      JSON.stringify({ ...claimsOf(tokens.access_token), sub: '1' }),
    ).toString('base64url');
    for (const token of [
      [header, payload, signature].join('.'),
      foreign.tokens.access_token!,
      tokens.id_token!,
      'x',
    ]) {
      await expect(client.userinfo(token)).rejects.toThrow('invalid_token');
    }
  });

  it('ends a session for the client that posts its refresh token', async () => {
    const secret = (await readFile(server.clientSecretFile, 'utf8')).trim();
    const { client, tokens } = await tokensOf('acme', 'bob', secret);
    const other = await tokensOf('acme', 'bob', secret);
    const { end_session_endpoint: url } = await discover('acme');
    const post = (form: Record<string, string>) =>
      new TestBrowser(ca.certificate).fetch(url, { form });
    const session = { refresh_token: tokens.refresh_token! };

    const trusted = { client_id: 'backstage', client_secret: secret };
    await expect(
      post({ ...session, ...trusted, client_secret: 'wrong' }),
    ).resolves.toMatchObject({ status: 401 });
    await expect(
      post({ ...session, client_id: 'kube-dc' }),
    ).resolves.toMatchObject({ status: 400 });
    await expect(client.userinfo(tokens)).resolves.toHaveProperty('sub');

    await expect(post({ ...session, ...trusted })).resolves.toMatchObject({
      status: 204,
    });
    await expect(client.refresh(tokens.refresh_token!)).rejects.toThrow(
      'invalid_grant',
    );
    await expect(client.userinfo(tokens)).rejects.toThrow('invalid_token');
    await expect(
      other.client.refresh(other.tokens.refresh_token!),
    ).resolves.toHaveProperty('access_token');
  });

  it('gives people of the platform no organization', async () => {
    const { client, done, verifier, state } = await signIn('master', 'olga');
    const tokens = await client.callback(
      CALLBACK,
      client.callbackParams(done.location!),
      { code_verifier: verifier, state },
    );
    expect(tokens.claims().groups).toEqual(['admin']);
    expect(tokens.claims()).not.toHaveProperty('org');
  });

  it('serves the confidential client with the secret it wrote', async () => {
    const secret = await readFile(server.clientSecretFile, 'utf8');
    const { client, done, verifier, state } = await signIn(
      'acme',
      'bob',
      secret,
    );
    const tokens = await client.callback(
      CALLBACK,
      client.callbackParams(done.location!),
      { code_verifier: verifier, state },
    );
    expect(tokens.claims().aud).toBe('backstage');
  });

  it('refuses a wrong secret', async () => {
    const { client, done, verifier, state } = await signIn(
      'acme',
      'bob',
      'wrong',
    );
    await expect(
      client.callback(CALLBACK, client.callbackParams(done.location!), {
        code_verifier: verifier,
        state,
      }),
    ).rejects.toThrow('invalid_client');
  });

  it('does not redeem a code of one realm at another', async () => {
    const { done, verifier } = await signIn('acme', 'alice');
    const globex = await clientOf('globex');
    await expect(
      globex.grant({
        grant_type: 'authorization_code',
        code: new URL(done.location!).searchParams.get('code'),
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      }),
    ).rejects.toThrow('invalid_grant');
  });

  it('refuses a person of another realm and redirects that leave this machine', async () => {
    const { submitted } = await signIn('acme', 'dave');
    expect(submitted.status).toBe(400);

    const client = await clientOf('acme');
    const { status, body } = await new TestBrowser(ca.certificate).follow(
      client.authorizationUrl({ redirect_uri: 'https://evil.example/cb' }),
    );
    expect(status).toBe(400);
    expect(body).toContain('redirect_uri');
  });

  it('keeps the secret over a restart', async () => {
    const before = await readFile(server.clientSecretFile, 'utf8');
    const second = await startOidcServer({
      dir,
      port: 0,
      people: TEST_PEOPLE,
      realms: ['master', 'acme', 'globex'],
      ca,
      logger: { info: jest.fn(), warn: jest.fn() },
    });
    await second.stop();
    expect(await readFile(second.clientSecretFile, 'utf8')).toBe(before);
  });

  it('refuses people of realms it does not serve', async () => {
    await expect(
      startOidcServer({
        dir,
        port: 0,
        people: TEST_PEOPLE,
        realms: ['acme'],
        ca,
        logger: { info: jest.fn(), warn: jest.fn() },
      }),
    ).rejects.toThrow('olga is of realm master');
  });
});
