import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createOrganizationRealm,
  Keycloak,
  preparePlatformRealm,
  startKeycloak,
  TestRealm,
} from '@kubedc/keycloak';
import { describeWithKeycloak } from '@kubedc/keycloak/testing';
import { organizations } from '../kinds';
import { demoPeople } from '../people';
import { KubeClient } from '../runtime/client';
import { ApiError } from '../runtime/errors';
import { namespaces, resource } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { Sandbox, startSandbox } from '../sandbox';
import { eventually } from '../__testUtils__/eventually';

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

const kinds = process.env.KUBEBUILDER_ASSETS
  ? (['embedded', 'real'] as const)
  : (['embedded'] as const);

describeWithKeycloak('a sandbox whose people sign in to a Keycloak', () => {
  let keycloak: Keycloak;
  const realms: Record<string, TestRealm> = {};

  beforeAll(async () => {
    keycloak = await startKeycloak();
    for (const name of ['acme', 'globex']) {
      realms[name] = await createOrganizationRealm(keycloak, name, {
        people: demoPeople.filter(({ realm }) => realm === name),
      });
    }
    realms.master = await preparePlatformRealm(keycloak, {
      people: demoPeople.filter(({ realm }) => realm === 'master'),
    });
  });

  afterAll(() => keycloak?.stop());

  describe.each(kinds)('on the %s API server', apiServer => {
    let dir: string;
    let sandbox: Sandbox;
    let ca: string;
    const clients: KubeClient[] = [];

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'sandbox-keycloak-'));
      sandbox = await startSandbox({
        dir,
        port: 0,
        apiServer,
        speed: 'fast',
        seed: 'none',
        signInElsewhere: {
          issuer: keycloak.issuer('{realm}'),
          caFile: keycloak.caFile,
        },
      });
      ca = await readFile(sandbox.apiServer.caFile, 'utf8');
    });

    afterAll(async () => {
      clients.forEach(client => client.close());
      await sandbox?.stop();
      await rm(dir, { recursive: true, force: true });
    });

    const clientOf = (token: string) => {
      const client = new KubeClient({
        server: sandbox.apiServer.url,
        ca,
        token,
      });
      clients.push(client);
      return client;
    };

    const identity = async (token: string) => {
      const review = await clientOf(token).create(selfSubjectReviews, {
        metadata: { name: '' },
      });
      return review.status?.userInfo;
    };

    const trusted = (realm: TestRealm, person: string) =>
      eventually('the token is trusted', async () => {
        try {
          return await identity(await realm.accessToken(person));
        } catch (error) {
          if (error instanceof ApiError && error.code === 401) {
            return undefined;
          }
          throw error;
        }
      });

    it.each([
      ['acme', 'alice', 'acme:alice', ['acme:org-admin', 'acme:user']],
      ['globex', 'dave', 'globex:dave', ['globex:user']],
      ['master', 'olga', 'platform:olga', ['platform:admin']],
    ])(
      'knows by realm %s that %s is %s',
      async (realm, person, username, groups) => {
        const user = await trusted(realms[realm], person);
        expect(user).toMatchObject({
          username,
          groups: expect.arrayContaining(groups),
        });
      },
    );

    it("trusts nobody else's token", async () => {
      const [header, payload, signature] = (
        await realms.acme.accessToken('bob')
      ).split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      const forged = { ...claims, groups: ['org-admin'] };
      const encoded = Buffer.from(JSON.stringify(forged)).toString('base64url');
      await expect(
        identity([header, encoded, signature].join('.')),
      ).rejects.toMatchObject({ code: 401 });
    });

    it('trusts the realm of an organization that comes later', async () => {
      const name = `late-${apiServer}`;
      const late = await createOrganizationRealm(keycloak, name, {
        people: [{ ...demoPeople[1], name: 'admin' }],
      });
      await expect(
        identity(await late.accessToken('admin')),
      ).rejects.toMatchObject({ code: 401 });
      const admin = clientOf(
        /token: (\S+)/.exec(sandbox.kubeconfig('admin'))?.[1] ?? '',
      );
      await admin.create(namespaces, { metadata: { name } });
      await admin.create(organizations, {
        metadata: { name, namespace: name },
        spec: { email: `admin@${name}.example`, description: name },
      });
      expect(await trusted(late, 'admin')).toMatchObject({
        username: `${name}:admin`,
        groups: expect.arrayContaining([`${name}:org-admin`]),
      });
    });
  });
});
