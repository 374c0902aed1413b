import { readFile } from 'node:fs/promises';
import { organizations, projects } from '../kinds';
import { KubeClient } from '../runtime/client';
import { ApiError } from '../runtime/errors';
import { namespaces, resource } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { eventually } from '../__testUtils__/eventually';
import { signInAt } from '../oidc/signInAt';
import { TestSandbox, startTestSandbox } from '../__testUtils__/testSandbox';

type Review = KubeObject<
  Record<string, unknown>,
  { userInfo?: { username: string; groups: string[] } }
>;

const selfSubjectReviews = resource<Review>(
  'authentication.k8s.io',
  'v1',
  'SelfSubjectReview',
  { namespaced: false },
);

describe('tokens of the sign-in server', () => {
  let bed: TestSandbox;
  let ca: string;
  const clients: KubeClient[] = [];

  beforeAll(async () => {
    bed = await startTestSandbox({ oidcPort: 0 });
    ca = await readFile(bed.sandbox.apiServer.caFile, 'utf8');
  });

  afterAll(async () => {
    clients.forEach(client => client.close());
    await bed?.stop();
  });

  const issuer = (realm: string) => `${bed.sandbox.oidc?.issuer(realm)}`;

  const clientWith = (token: string) => {
    const server = bed.sandbox.apiServer.url;
    const client = new KubeClient({ server, ca, token });
    clients.push(client);
    return client;
  };

  const clientOf = async (realm: string, person: string) =>
    clientWith((await signInAt(issuer(realm), person, ca)).id);

  const identity = async (client: KubeClient) => {
    const review = await client.create(selfSubjectReviews, {
      metadata: { name: '' },
    });
    return review.status?.userInfo;
  };

  /** Who the API server says it is, as soon as it trusts the token. */
  const trustedAs = (client: KubeClient) =>
    eventually('the token is trusted', async () => {
      try {
        return await identity(client);
      } catch (error) {
        if (error instanceof ApiError && error.code === 401) {
          return undefined;
        }
        throw error;
      }
    });

  const organize = async (name: string) => {
    await bed.client.create(namespaces, { metadata: { name } });
    await bed.client.create(organizations, {
      metadata: { name, namespace: name },
      spec: { email: `admin@${name}.example`, description: name },
    });
    await bed.until(
      organizations,
      { namespace: name, name },
      ({ status }) => status?.ready,
    );
  };

  it.each([
    ['acme', 'alice', 'acme:alice', ['acme:org-admin', 'acme:user']],
    ['acme', 'bob', 'acme:bob', ['acme:user', 'acme:backend-team']],
    ['globex', 'dave', 'globex:dave', ['globex:user']],
    ['master', 'olga', 'platform:olga', ['platform:admin']],
  ])('of realm %s make %s %s', async (realm, person, username, groups) => {
    const user = await trustedAs(await clientOf(realm, person));
    expect(user).toMatchObject({ username });
    expect([...(user?.groups ?? [])].sort()).toEqual(
      [...groups, 'system:authenticated'].sort(),
    );
  });

  it.each([
    ['acme', 'bob', 'acme:bob', ['acme:user', 'acme:backend-team']],
    ['master', 'olga', 'platform:olga', ['platform:admin']],
  ])(
    'of the portal at realm %s make %s %s by the access token alone',
    async (realm, person, username, groups) => {
      const secret = await readFile(bed.sandbox.oidc!.clientSecretFile, 'utf8');
      const tokens = await signInAt(issuer(realm), person, ca, secret);
      const user = await trustedAs(clientWith(tokens.access));
      expect(user).toMatchObject({ username });
      expect(user?.groups).toEqual(expect.arrayContaining(groups));
      await expect(identity(clientWith(tokens.id))).rejects.toMatchObject({
        code: 401,
      });
    },
  );

  it('let nobody in once a letter of them differs', async () => {
    const { id: token } = await signInAt(issuer('acme'), 'alice', ca);
    const [header, payload, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(
      JSON.stringify({ ...claims, groups: ['org-admin', 'backend-team'] }),
    ).toString('base64url');
    const client = new KubeClient({
      server: bed.sandbox.apiServer.url,
      ca,
      token: [header, forged, signature].join('.'),
    });
    clients.push(client);
    await expect(identity(client)).rejects.toMatchObject({ code: 401 });
  });

  it('are trusted for a new organization, and no longer when it is gone', async () => {
    await organize('hooli');
    await eventually('a realm', () =>
      signInAt(issuer('hooli'), 'admin', ca).catch(() => undefined),
    );
    const admin = await clientOf('hooli', 'admin');
    expect(await trustedAs(admin)).toMatchObject({
      username: 'hooli:admin',
      groups: expect.arrayContaining(['hooli:org-admin', 'hooli:user']),
    });
    const own = { namespace: 'hooli', name: 'www' };
    await admin.create(projects, {
      metadata: own,
      spec: { cidrBlock: '10.9.0.0/20', egressNetworkType: 'cloud' },
    });
    await expect(admin.page(projects, {})).rejects.toMatchObject({
      code: 403,
    });

    await bed.client.delete(projects, own);
    await bed.untilGone(projects, own);
    await bed.client.delete(organizations, {
      namespace: 'hooli',
      name: 'hooli',
    });
    const refused = await eventually('the token is refused', () =>
      identity(admin).then(
        () => undefined,
        (error: ApiError) => error,
      ),
    );
    expect(refused).toMatchObject({ code: 401 });
    await eventually('the realm is gone', () =>
      signInAt(issuer('hooli'), 'admin', ca).then(
        () => undefined,
        error => /answers 404/.test(`${error}`),
      ),
    );
  });

  it('are not issued for an organization whose names would have powers', async () => {
    await organize('platform');
    await organize('initrode');
    await eventually('the realm of the later one', () =>
      signInAt(issuer('initrode'), 'admin', ca).catch(() => undefined),
    );
    await expect(signInAt(issuer('platform'), 'admin', ca)).rejects.toThrow(
      'answers 404',
    );
  });
});
