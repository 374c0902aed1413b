import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  clusterRoleBindingType,
  clusterRoleType,
  roleBindingType,
  roleType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { startEmbeddedApiServer } from '@kubedc/embedded-apiserver';
import { startRealApiServer } from '@kubedc/real-apiserver';
import { KubernetesClient, resourcePath } from '../client';
import type { IdentityMode, Installation } from '../installations';
import { ObjectMirror } from '../mirror';
import type { PlatformService } from '../services';
import { HttpsTransport } from '../transport';
import type { KubernetesIdentity, KubernetesRequest } from '../transport';
import { KubernetesRightsService } from './KubernetesRightsService';
import {
  RBAC,
  bindingOf,
  bob,
  mallory,
  objects,
  olga,
  people,
  tokens,
  types,
} from './__testUtils__/rbacObjects';
import type { ResourceAttributes } from './types';

const followed = [
  roleBindingType,
  clusterRoleBindingType,
  roleType,
  clusterRoleType,
];

const servers = {
  embedded: (dir: string) => startEmbeddedApiServer({ dataDir: dir, tokens }),
  real: (dir: string) => startRealApiServer({ dir, tokens }),
};
const assets = process.env.KUBEBUILDER_ASSETS;
if (!assets) {
  process.stderr.write(
    '\nLEFT OUT: rights on a real API server, because KUBEBUILDER_ASSETS is not set\n',
  );
}

describe.each(
  assets ? (['embedded', 'real'] as const) : (['embedded'] as const),
)('rights on the %s API server', which => {
  let dir: string;
  let stop: () => Promise<unknown>;
  let transport: HttpsTransport;
  let admin: KubernetesClient;
  let mirror: ObjectMirror;
  let request: jest.SpyInstance<Promise<unknown>, [KubernetesRequest]>;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-rights-'));
    const server = await servers[which](dir);
    stop = () => server.stop();
    transport = HttpsTransport.fromSettings({
      type: 'url',
      url: server.url,
      token: 'admin',
      caFile: server.caFile,
    });
    admin = new KubernetesClient(transport);
    for (const object of objects) {
      await admin.create(types[object.kind!], object);
    }
    mirror = new ObjectMirror({
      installation: 'test',
      transport,
      types: followed,
      logger: mockServices.logger.mock(),
    });
    mirror.start();
    for (const type of followed) {
      await mirror.whenSynced(type);
    }
    request = jest.spyOn(transport, 'request') as typeof request;
  });
  afterAll(async () => {
    await mirror?.stop();
    transport?.close();
    await stop?.();
    await rm(dir, { recursive: true, force: true });
  });
  beforeEach(() => request.mockClear());

  const rightsOf = (identity: IdentityMode) =>
    new KubernetesRightsService({
      platform: {
        list: () => [],
        get: () => ({ name: 'test', identity } as Installation),
        transport: () => transport,
        mirror: () => mirror,
      } as PlatformService,
      logger: mockServices.logger.mock(),
      // Answers do not get old, so that it is the change that is seen.
      now: () => 0,
    });

  /** Reviews that were made, by kind. */
  const reviews = () => {
    const counts: Record<string, number> = {};
    for (const [{ path }] of request.mock.calls) {
      const kind = path.split('/').pop()!;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  };

  const listOf = (resource: string, group = '') => ({
    verb: 'list',
    group,
    resource,
  });

  const withToken = (person: KubernetesIdentity) => ({
    ...person,
    token: person.user.split(':')[1],
  });

  it('answers the same as the person, by impersonation and about the person, whatever is asked', async () => {
    const questions = ['get', 'list', 'watch', 'delete'].flatMap(verb =>
      [undefined, 'acme-dev', 'acme-prod', 'globex-shop', 'none'].flatMap(
        namespace =>
          [
            { group: '', resource: 'configmaps' },
            { group: '', resource: 'pods', subresource: 'log' },
            { group: '', resource: 'nodes' },
            { group: '', resource: 'secrets' },
            { group: '', resource: 'secrets', name: 'mine' },
            { group: '', resource: 'secrets', name: 'other' },
            { group: 'apps', resource: 'deployments' },
            { group: 'apps', resource: 'deployments', subresource: 'scale' },
            { group: 'batch', resource: 'jobs' },
            { group: 'batch', resource: 'jobs', subresource: 'status' },
          ].map(
            (what): ResourceAttributes => ({
              verb,
              ...what,
              ...(namespace && { namespace }),
            }),
          ),
      ),
    );
    const [impersonate, oidc] = [rightsOf('impersonate'), rightsOf('oidc')];
    const allowed: boolean[] = [];
    for (const person of people) {
      for (const question of questions) {
        const answers = await Promise.all([
          oidc.check('test', person, question),
          oidc.check('test', withToken(person), question),
          impersonate.check('test', person, question),
        ]);
        const said = answers.map(answer => answer.allowed);
        expect({ person, question, said }).toEqual({
          person,
          question,
          said: [said[0], said[0], said[0]],
        });
        expect(answers.some(({ undecided }) => undecided)).toBe(false);
        allowed.push(said[0]);
      }
    }
    expect(allowed).toContain(true);
    expect(allowed).toContain(false);
  });

  it.each([
    ['impersonate', bob],
    ['oidc', withToken(bob)],
  ] as const)(
    'asks for the rules of each namespace once, for all kinds: %s',
    async (mode, person) => {
      const rights = rightsOf(mode);
      await expect(
        rights.namespaces('test', person, listOf('configmaps')),
      ).resolves.toEqual({
        all: false,
        namespaces: new Set(['acme-dev', 'acme-prod']),
      });
      expect(reviews()).toEqual({ selfsubjectrulesreviews: 3 });
      await expect(
        rights.namespaces('test', person, listOf('deployments', 'apps')),
      ).resolves.toEqual({
        all: false,
        namespaces: new Set(['acme-dev']),
      });
      await rights.check('test', person, {
        verb: 'delete',
        group: '',
        resource: 'pods',
        namespace: 'acme-prod',
      });
      expect(reviews()).toEqual({ selfsubjectrulesreviews: 3 });
    },
  );

  it('asks about the person, cluster-wide first, where only the session is known', async () => {
    const rights = rightsOf('oidc');
    await expect(
      rights.namespaces('test', bob, listOf('deployments', 'apps')),
    ).resolves.toEqual({ all: false, namespaces: new Set(['acme-dev']) });
    expect(
      request.mock.calls.map(([{ path, as, body }]) => [
        path.split('/').pop(),
        as,
        (body as { spec: { resourceAttributes: ResourceAttributes } }).spec
          .resourceAttributes.namespace,
      ]),
    ).toEqual([
      ['subjectaccessreviews', undefined, undefined],
      ['subjectaccessreviews', undefined, 'acme-dev'],
      ['subjectaccessreviews', undefined, 'acme-prod'],
    ]);
  });

  it('lets the API server itself say what holds cluster-wide', async () => {
    const rights = rightsOf('impersonate');
    await expect(
      rights.namespaces('test', bob, listOf('nodes')),
    ).resolves.toEqual({ all: true });
    await expect(rights.isOperator('test', olga)).resolves.toBe(true);
    await expect(rights.isOperator('test', bob)).resolves.toBe(false);
    expect(reviews()).toEqual({
      selfsubjectrulesreviews: 2,
      selfsubjectaccessreviews: 2,
    });
  });

  it.each(['impersonate', 'oidc'] as const)(
    'sees a changed binding at once: %s',
    async mode => {
      const rights = rightsOf(mode);
      const namespaces = () =>
        rights.namespaces('test', bob, listOf('configmaps'));
      const inShop = { ...listOf('configmaps'), namespace: 'globex-shop' };
      const own = {
        all: false,
        namespaces: new Set(['acme-dev', 'acme-prod']),
      };
      await expect(namespaces()).resolves.toEqual(own);

      await changed('guest', () =>
        admin.create(
          roleBindingType,
          Object.assign(bindingOf('guest', 'globex-shop', 'acme:dev'), {
            roleRef: { apiGroup: RBAC, kind: 'Role', name: 'developer' },
          }),
        ),
      );
      await decided(bob, inShop, true);
      await expect(namespaces()).resolves.toEqual({
        all: false,
        namespaces: new Set(['acme-dev', 'acme-prod', 'globex-shop']),
      });

      await changed('guest', () =>
        admin.delete(roleBindingType, 'globex-shop', 'guest'),
      );
      await decided(bob, inShop, false);
      await expect(namespaces()).resolves.toEqual(own);
    },
  );

  it('sees a changed cluster-wide binding at once', async () => {
    const rights = rightsOf('impersonate');
    const organizations = listOf('organizations', 'kube-dc.com');
    await expect(rights.isOperator('test', mallory)).resolves.toBe(false);
    await changed('oops', () =>
      admin.create(
        clusterRoleBindingType,
        Object.assign(bindingOf('oops', undefined), {
          roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'everything' },
          subjects: [{ apiGroup: RBAC, kind: 'User', name: mallory.user }],
        }),
      ),
    );
    await decided(mallory, organizations, true);
    await expect(rights.isOperator('test', mallory)).resolves.toBe(true);
    await changed('oops', () =>
      admin.delete(clusterRoleBindingType, undefined, 'oops'),
    );
    await decided(mallory, organizations, false);
    await expect(rights.isOperator('test', mallory)).resolves.toBe(false);
  });

  it.each(['impersonate', 'oidc'] as const)(
    'sees a changed role at once, of a namespace and of all: %s',
    async mode => {
      const rights = rightsOf(mode);
      const may = (right: ResourceAttributes) =>
        rights.check('test', bob, right).then(({ allowed }) => allowed);
      const secretsThere = { ...listOf('secrets'), namespace: 'acme-prod' };
      const eventsThere = { ...listOf('events'), namespace: 'acme-prod' };
      const everywhere = listOf('endpoints');
      for (const right of [secretsThere, eventsThere, everywhere]) {
        await expect(may(right)).resolves.toBe(false);
      }

      /** Gives a role one rule more, and takes it away again. */
      const withRule = async (
        type: ResourceType,
        name: string,
        namespace: string | undefined,
        right: ResourceAttributes,
      ) => {
        const before = await admin.get<KubernetesObject & { rules: object[] }>(
          type,
          namespace,
          name,
        );
        const setRules = (rules: object[]) =>
          changed(name, () =>
            transport.request({
              method: 'PATCH',
              path: resourcePath(type, { namespace, name }),
              contentType: 'application/merge-patch+json',
              body: { rules },
            }),
          );
        const { verb, group, resource } = right;
        await setRules([
          ...before.rules,
          { apiGroups: [group], resources: [resource], verbs: [verb] },
        ]);
        await decided(bob, right, true);
        await expect(may(right)).resolves.toBe(true);
        await setRules(before.rules);
        await decided(bob, right, false);
        await expect(may(right)).resolves.toBe(false);
      };
      await withRule(roleType, 'developer', 'acme-prod', secretsThere);
      await withRule(clusterRoleType, 'nodes', undefined, everywhere);
      // A binding of one namespace may name a role of all.
      await withRule(clusterRoleType, 'shared', undefined, eventsThere);
    },
  );

  it('keeps nothing of roles but their metadata', async () => {
    const roles = [
      ...mirror.list(roleType, 'acme-dev'),
      ...mirror.list(clusterRoleType),
    ];
    expect(roles.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['developer', 'everything']),
    );
    for (const found of roles) {
      expect(Object.keys(found).sort()).toEqual([
        'apiVersion',
        'kind',
        'metadata',
      ]);
      expect(found.apiVersion).toBe(`${RBAC}/v1`);
      expect(found.kind).toBe(
        found.metadata.namespace ? 'Role' : 'ClusterRole',
      );
    }
  });

  it('asks with its own account where people may not even ask about themselves', async () => {
    await changed('system:basic-user', () =>
      admin.delete(clusterRoleBindingType, undefined, 'system:basic-user'),
    );
    await eventually(async () => {
      request.mockClear();
      const rights = rightsOf('impersonate');
      await expect(
        rights.check('test', bob, {
          ...listOf('configmaps'),
          namespace: 'acme-dev',
        }),
      ).resolves.toMatchObject({ allowed: true });
      await expect(
        rights.check('test', bob, {
          ...listOf('configmaps'),
          namespace: 'globex-shop',
        }),
      ).resolves.toMatchObject({ allowed: false });
      // Cluster-wide, and in each namespace.
      return reviews().subjectaccessreviews === 3;
    });
  });

  /** Resolves when the API server decides so: it does a moment after it has told of a change. */
  async function decided(
    { user, groups }: KubernetesIdentity,
    resourceAttributes: Partial<ResourceAttributes>,
    allowed: boolean,
  ): Promise<void> {
    await eventually(async () => {
      const { status } = await transport.request<{
        status: { allowed: boolean };
      }>({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: { user, groups, resourceAttributes },
        },
      });
      return status.allowed === allowed;
    });
  }

  /** Resolves when the mirror was told of a change that is made to an object. */
  async function changed(
    name: string,
    make: () => Promise<unknown>,
  ): Promise<void> {
    const told = new Promise<void>(resolve => {
      const unsubscribe = mirror.subscribe(({ object }) => {
        if (object.metadata.name === name) {
          unsubscribe();
          resolve();
        }
      });
    });
    await make();
    await told;
  }
});

/** Asks until it holds. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await check())) {
    if (Date.now() > end) {
      throw new Error('It did not come to hold within two minutes');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
