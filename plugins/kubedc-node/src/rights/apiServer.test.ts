import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  clusterRoleBindingType,
  roleBindingType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { startEmbeddedApiServer } from '@kubedc/embedded-apiserver';
import { startRealApiServer } from '@kubedc/real-apiserver';
import { KubernetesClient } from '../client';
import type { IdentityMode, Installation } from '../installations';
import { ObjectMirror } from '../mirror';
import type { PlatformService } from '../services';
import { HttpsTransport } from '../transport';
import type { KubernetesIdentity, KubernetesRequest } from '../transport';
import { KubernetesRightsService } from './KubernetesRightsService';
import type { ResourceAttributes } from './types';

const RBAC = 'rbac.authorization.k8s.io';
const rbacType = (kind: string, namespaced: boolean): ResourceType => ({
  group: RBAC,
  version: 'v1',
  kind,
  resource: `${kind.toLowerCase()}s`,
  namespaced,
});
const types: Record<string, ResourceType> = {
  Namespace: {
    group: '',
    version: 'v1',
    kind: 'Namespace',
    resource: 'namespaces',
    namespaced: false,
  },
  Role: rbacType('Role', true),
  RoleBinding: rbacType('RoleBinding', true),
  ClusterRole: rbacType('ClusterRole', false),
  ClusterRoleBinding: rbacType('ClusterRoleBinding', false),
};

const bob = { user: 'acme:bob', groups: ['acme:dev', 'acme:user'] };
const olga = { user: 'platform:olga', groups: ['platform:admin'] };
const mallory = { user: 'evil:mallory', groups: [] };
const people: KubernetesIdentity[] = [bob, olga, mallory];

const bindingOf = (
  name: string,
  namespace: string | undefined,
  ...groups: string[]
) =>
  ({
    apiVersion: `${RBAC}/v1`,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup: RBAC, kind: namespace ? 'Role' : 'ClusterRole', name },
    subjects: groups.map(group => ({
      apiGroup: RBAC,
      kind: 'Group',
      name: group,
    })),
  } as KubernetesObject);

/** Objects of one role and whom it is given to. */
const role = (
  name: string,
  namespace: string | undefined,
  rules: object[],
  ...groups: string[]
): KubernetesObject[] => [
  {
    apiVersion: `${RBAC}/v1`,
    kind: namespace ? 'Role' : 'ClusterRole',
    metadata: { name, namespace },
    rules,
  } as KubernetesObject,
  bindingOf(name, namespace, ...groups),
];

const developer = [
  { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['*'] },
  { apiGroups: ['apps'], resources: ['*'], verbs: ['list'] },
  { apiGroups: ['batch'], resources: ['*/status'], verbs: ['get'] },
  {
    apiGroups: [''],
    resources: ['secrets'],
    verbs: ['get', 'list'],
    resourceNames: ['mine'],
  },
];

const objects: KubernetesObject[] = [
  ...['acme-dev', 'acme-prod', 'globex-shop'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  })),
  ...role('developer', 'acme-dev', developer, 'acme:dev'),
  ...role('developer', 'acme-prod', developer.slice(0, 1), 'acme:user'),
  ...role('developer', 'globex-shop', developer, 'globex:dev'),
  ...role(
    'nodes',
    undefined,
    [{ apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['list'] }],
    'acme:user',
  ),
  ...role(
    'everything',
    undefined,
    [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    'platform:admin',
  ),
];

const tokens = [
  { token: 'admin', user: 'root', groups: ['system:masters'] },
  { token: 'bob', ...bob },
  { token: 'olga', ...olga },
  { token: 'mallory', ...mallory },
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
      types: [roleBindingType, clusterRoleBindingType],
      logger: mockServices.logger.mock(),
    });
    mirror.start();
    await mirror.whenSynced(roleBindingType);
    await mirror.whenSynced(clusterRoleBindingType);
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
      const configMaps = () =>
        rights.namespaces('test', bob, listOf('configmaps'));
      await expect(configMaps()).resolves.toEqual({
        all: false,
        namespaces: new Set(['acme-dev', 'acme-prod']),
      });

      await changed(() =>
        admin.create(
          roleBindingType,
          Object.assign(bindingOf('guest', 'globex-shop', 'acme:dev'), {
            roleRef: { apiGroup: RBAC, kind: 'Role', name: 'developer' },
          }),
        ),
      );
      await eventually(async () => {
        const scope = await configMaps();
        return !scope.all && scope.namespaces.has('globex-shop');
      });

      await changed(() =>
        admin.delete(roleBindingType, 'globex-shop', 'guest'),
      );
      await eventually(async () => {
        const scope = await configMaps();
        return !scope.all && !scope.namespaces.has('globex-shop');
      });
    },
  );

  it('sees a changed cluster-wide binding at once', async () => {
    const rights = rightsOf('impersonate');
    await expect(rights.isOperator('test', mallory)).resolves.toBe(false);
    await changed(() =>
      admin.create(
        clusterRoleBindingType,
        Object.assign(bindingOf('oops', undefined), {
          roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'everything' },
          subjects: [{ apiGroup: RBAC, kind: 'User', name: mallory.user }],
        }),
      ),
    );
    await eventually(() => rights.isOperator('test', mallory));
    await changed(() =>
      admin.delete(clusterRoleBindingType, undefined, 'oops'),
    );
    await eventually(async () => !(await rights.isOperator('test', mallory)));
  });

  it('asks with its own account where people may not even ask about themselves', async () => {
    await changed(() =>
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

  /** Resolves when the mirror was told of a change that is made. */
  async function changed(make: () => Promise<unknown>): Promise<void> {
    const told = new Promise<void>(resolve => {
      const unsubscribe = mirror.subscribe(() => {
        unsubscribe();
        resolve();
      });
    });
    await make();
    await told;
  }
});

/**
 * Asks until it holds: the API server decides a moment after it has told of a change. Answers do not age here, so that
 * it is the change that is seen.
 */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await check())) {
    if (Date.now() > end) {
      throw new Error('It did not come to hold within two minutes');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
