import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { roleBindingType } from '@kubedc/backstage-plugin-kubedc-common';
import {
  startEmbeddedApiServer,
  type EmbeddedApiServer,
} from '@kubedc/embedded-apiserver';
import { ObjectMirror } from '../mirror';
import type { Installation } from '../installations';
import type { PlatformService } from '../services';
import { HttpsTransport } from '../transport';
import { KubernetesRightsService } from './KubernetesRightsService';

// Loading the Kubernetes client takes seconds on a busy machine.
const role = (
  name: string,
  namespace: string | undefined,
  subjects: object[],
) => [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace ? 'Role' : 'ClusterRole',
    metadata: { name, namespace },
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['list'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name, namespace },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: namespace ? 'Role' : 'ClusterRole',
      name,
    },
    subjects,
  },
];
const namespace = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});
const group = (name: string) => ({
  kind: 'Group',
  name,
  apiGroup: 'rbac.authorization.k8s.io',
});
const LIST = { verb: 'list', group: '', resource: 'configmaps' };
const bob = { user: 'acme:bob', groups: ['acme:dev'] };

describe('KubernetesRightsService', () => {
  let directory: string;
  let api: EmbeddedApiServer;
  let transport: HttpsTransport;
  let mirror: ObjectMirror;
  let now = 0;
  const logger = mockServices.logger.mock();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubedc-rights-'));
    api = await startEmbeddedApiServer({
      dataDir: directory,
      tokens: [{ token: 'portal', user: 'portal', groups: ['system:masters'] }],
    });
    api.load([
      ...['acme-dev', 'acme-prod', 'globex-shop'].map(namespace),
      ...role('lists', 'acme-dev', [group('acme:dev')]),
      ...role('lists', 'globex-shop', [group('globex:dev')]),
      ...role('everything', undefined, [group('platform:admin')]),
      // Names bob, but gives nothing that is asked for here.
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'empty', namespace: 'acme-prod' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'none',
        },
        subjects: [
          {
            kind: 'User',
            name: 'acme:bob',
            apiGroup: 'rbac.authorization.k8s.io',
          },
        ],
      },
    ]);
    transport = HttpsTransport.fromSettings({
      type: 'url',
      url: api.url,
      token: 'portal',
      caFile: api.caFile,
    });
    mirror = new ObjectMirror({
      installation: 'test',
      transport,
      types: [roleBindingType],
      logger,
    });
    mirror.start();
    await mirror.whenSynced(roleBindingType);
  });

  afterAll(async () => {
    await mirror.stop();
    transport.close();
    await api.stop();
    await rm(directory, { recursive: true });
  });

  const service = (
    mode: Installation['identity'] = 'impersonate',
    over: Partial<PlatformService> = {},
  ) =>
    new KubernetesRightsService({
      platform: {
        list: () => [],
        get: () => ({ name: 'test', identity: mode } as Installation),
        transport: () => transport,
        mirror: () => mirror,
        ...over,
      },
      logger,
      now: () => now,
    });

  it('answers as the API server does', async () => {
    const rights = service();
    await expect(
      rights.check('test', bob, { ...LIST, namespace: 'acme-dev' }),
    ).resolves.toMatchObject({ allowed: true });
    await expect(
      rights.check('test', bob, { ...LIST, namespace: 'globex-shop' }),
    ).resolves.toMatchObject({ allowed: false });
    await expect(
      rights.check('test', bob, {
        ...LIST,
        verb: 'delete',
        namespace: 'acme-dev',
      }),
    ).resolves.toMatchObject({ allowed: false });
  });

  it('finds the namespaces of a person among those whose bindings name them', async () => {
    const request = jest.spyOn(transport, 'request');
    expect(await service().namespaces('test', bob, LIST)).toEqual({
      all: false,
      namespaces: new Set(['acme-dev']),
    });
    expect(
      request.mock.calls.map(([{ path, body, as }]) => [
        path.split('/').pop(),
        as,
        (body as { spec: { namespace?: string } }).spec.namespace,
      ]),
    ).toEqual([
      ['selfsubjectrulesreviews', bob, 'default'],
      ['selfsubjectrulesreviews', bob, 'acme-dev'],
      ['selfsubjectrulesreviews', bob, 'acme-prod'],
      // Of a role that is not there nobody can tell all rules, so this one right is asked for.
      ['selfsubjectaccessreviews', bob, undefined],
    ]);
    request.mockRestore();
  });

  it('knows operators by what they may do', async () => {
    const olga = { user: 'platform:olga', groups: ['platform:admin'] };
    expect(await service().namespaces('test', olga, LIST)).toEqual({
      all: true,
    });
    expect(await service().isOperator('test', olga)).toBe(false);
    api.load([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'operators' },
        rules: [
          {
            apiGroups: ['kube-dc.com'],
            resources: ['organizations'],
            verbs: ['list'],
          },
        ],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'operators' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'operators',
        },
        subjects: [group('platform:admin')],
      },
    ]);
    expect(await service().isOperator('test', olga)).toBe(true);
    expect(await service().isOperator('test', bob)).toBe(false);
  });

  it('keeps a decision for some seconds and asks once for many', async () => {
    const rights = service();
    const request = jest.spyOn(transport, 'request');
    const ask = () =>
      rights.check('test', bob, { ...LIST, namespace: 'acme-dev' });
    await Promise.all([ask(), ask(), ask()]);
    await ask();
    // Cluster-wide and in the namespace.
    expect(request).toHaveBeenCalledTimes(2);
    now += 60_000;
    await ask();
    expect(request).toHaveBeenCalledTimes(4);
    request.mockRestore();
  });

  it('does not mix people up whose names and groups look alike joined', async () => {
    const rights = service();
    await rights.check('test', bob, { ...LIST, namespace: 'acme-dev' });
    await expect(
      rights.check(
        'test',
        { user: 'acme:bob,acme:dev', groups: [] },
        {
          ...LIST,
          namespace: 'acme-dev',
        },
      ),
    ).resolves.toMatchObject({ allowed: false });
  });

  it('refuses when it cannot ask, and asks again afterwards', async () => {
    const rights = service();
    const request = jest
      .spyOn(transport, 'request')
      .mockRejectedValueOnce(new Error('away'));
    const attributes = { ...LIST, namespace: 'acme-dev' };
    await expect(rights.check('test', bob, attributes)).resolves.toEqual({
      allowed: false,
      undecided: true,
      reason: 'The right could not be checked: away',
    });
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('away'));
    await expect(rights.check('test', bob, attributes)).resolves.toMatchObject({
      allowed: true,
    });
    request.mockRestore();
  });

  it.each([
    { user: 'acme:bob', groups: ['system:masters'] },
    { user: 'system:admin', groups: [] },
  ])('gives Kubernetes own identities nothing: %j', async identity => {
    const request = jest.spyOn(transport, 'request');
    await expect(
      service().check('test', identity, LIST),
    ).resolves.toMatchObject({ allowed: false });
    expect(request).not.toHaveBeenCalled();
    request.mockRestore();
  });

  it('refuses on an installation that is not there', async () => {
    const rights = service('impersonate', {
      get: () => {
        throw new Error('no such installation');
      },
    });
    await expect(rights.namespaces('test', bob, LIST)).resolves.toEqual({
      all: false,
      namespaces: new Set(),
      undecided: 'The right could not be checked: no such installation',
    });
  });

  it('says so when the namespaces of a person cannot be told', async () => {
    const request = jest
      .spyOn(transport, 'request')
      .mockImplementation(async ({ body }) => {
        const { spec } = body as { spec: { namespace: string } };
        if (spec.namespace === 'acme-dev') {
          throw new Error('away');
        }
        return { status: { resourceRules: [], incomplete: false } };
      });
    await expect(service().namespaces('test', bob, LIST)).resolves.toEqual({
      all: false,
      namespaces: new Set(),
      undecided: 'The right could not be checked: away',
    });
    request.mockRestore();
    const hasSynced = jest.spyOn(mirror, 'hasSynced').mockReturnValue(false);
    await expect(service().namespaces('test', bob, LIST)).resolves.toEqual({
      all: false,
      namespaces: new Set(['acme-dev']),
      undecided: 'Who may see what on the platform is still being read',
    });
    hasSynced.mockRestore();
  });

  it.each([
    ['not complete', { incomplete: true }],
    ['of an unknown completeness', {}],
    [
      'with an error',
      { incomplete: false, evaluationError: 'role "gone" not found' },
    ],
  ])('decides nothing by rules that are %s', async (_, over) => {
    const everything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
    const request = jest
      .spyOn(transport, 'request')
      .mockImplementation(async ({ path }) => ({
        status: path.endsWith('selfsubjectrulesreviews')
          ? { resourceRules: [everything], ...over }
          : { allowed: false, reason: 'the webhook says no' },
      }));
    await expect(
      service().check('test', bob, { ...LIST, namespace: 'acme-dev' }),
    ).resolves.toEqual({ allowed: false, reason: 'the webhook says no' });
    request.mockRestore();
  });

  it('takes a denial for one, whatever else is answered', async () => {
    const request = jest
      .spyOn(transport, 'request')
      .mockResolvedValue({ status: { allowed: true, denied: true } });
    await expect(
      service('oidc').check('test', bob, LIST),
    ).resolves.toMatchObject({ allowed: false });
    request.mockResolvedValue({});
    await expect(
      service('oidc').check('test', bob, LIST),
    ).resolves.toMatchObject({ allowed: false });
    request.mockRestore();
  });

  it('lets everybody do what the account may with identity mode serviceAccount', async () => {
    await expect(
      service('serviceAccount').check(
        'test',
        { user: 'nobody', groups: [] },
        LIST,
      ),
    ).resolves.toMatchObject({ allowed: true });
  });
});
