import type { AuthenticationConfiguration } from '@kubedc/embedded-apiserver';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import {
  defaultApiServer,
  startApiServer,
  type SandboxApiServer,
} from '../apiServer';
import { startOidcServer, type OidcServer } from '../oidc';
import { createTestCa, TEST_PEOPLE } from '../oidc/testing';
import { KubeClient } from '../runtime/client';
import { resource } from '../runtime/resources';
import type { KubeObject } from '../runtime/types';
import { signInAt } from '../oidc/signInAt';

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

const CONFIGURATION = resolve(
  __dirname,
  '../../../../deploy/kube-dc/authentication-broker.yaml',
);

const person = (name: string, organization: string, groups: string[]) => ({
  ...TEST_PEOPLE[1],
  name,
  realm: 'sso',
  organization,
  groups,
});

const people = [
  person('erin', 'acme', [
    '/orgs/acme/org-admin',
    '/orgs/acme/teams/backend',
    '/orgs/globex/org-admin',
    '/staff',
    'org-admin',
  ]),
  person('eve', 'globex', ['/orgs/acme/org-admin', '/orgs/globex-2/user']),
  person('mallory', 'platform', ['/orgs/platform/admin']),
  person('sue', 'system', ['/orgs/system/masters']),
  person('carl', 'acme:x', ['/orgs/acme:x/org-admin']),
  person('lone', 'acme', ['org-admin', '/orgs/acme']),
];

describe('what the API server makes of the realm of all organizations', () => {
  let dir: string;
  let oidc: OidcServer;
  let apiServer: SandboxApiServer;
  let authority: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-broker-'));
    const ca = await createTestCa(dir);
    authority = ca.certificate;
    oidc = await startOidcServer({
      dir,
      port: 0,
      people,
      realms: ['sso'],
      ca,
      logger: { info: jest.fn(), warn: jest.fn() },
    });
    const authentication: AuthenticationConfiguration = parse(
      await readFile(CONFIGURATION, 'utf8'),
    );
    const [{ issuer }] = authentication.jwt ?? [];
    issuer.url = oidc.issuer('sso');
    issuer.certificateAuthority = authority;
    apiServer = await startApiServer(defaultApiServer(), {
      dataDir: dir,
      port: 0,
      tokens: [],
      authentication,
    });
  });

  afterAll(async () => {
    await apiServer?.stop();
    await oidc?.stop();
    await rm(dir, { recursive: true });
  });

  async function userOf(name: string) {
    const { access } = await signInAt(oidc.issuer('sso'), name, authority);
    const client = new KubeClient({
      server: apiServer.url,
      ca: apiServer.caData,
      token: access,
    });
    try {
      const review = await client.create(selfSubjectReviews, {
        metadata: { name: '' },
      });
      return review.status?.userInfo;
    } finally {
      client.close();
    }
  }

  it('gives a person the name and groups that the portal gives', async () => {
    // The portal's part: `personOf` in the auth module, with the same claims.
    await expect(userOf('erin')).resolves.toMatchObject({
      username: 'acme:sso:erin',
      groups: ['acme:org-admin', 'acme:teams/backend', 'system:authenticated'],
    });
  });

  it.each(['eve', 'mallory', 'sue', 'carl', 'lone'])(
    'lets %s not in, as the portal does not',
    async name => {
      await expect(userOf(name)).rejects.toMatchObject({ code: 401 });
    },
  );
});
