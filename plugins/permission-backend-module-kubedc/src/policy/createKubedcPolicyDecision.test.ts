import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import {
  gvkOf,
  kindRegistry,
  kubedcAdminReadPermission,
  kubedcResourceReadPermission,
  operationRegistry,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubedcIdentity,
  NamespaceScope,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { createKubedcPolicyDecision } from './createKubedcPolicyDecision';

const people: Record<string, KubedcIdentity | undefined> = {
  'user:kube-dc/olga': {
    installation: 'zurich',
    user: 'platform:olga',
    groups: ['platform:admin'],
  },
  'user:acme/bob': {
    installation: 'zurich',
    user: 'acme:bob',
    groups: ['acme:backend-team'],
  },
  'user:default/guest': undefined,
};

function userOf(ref: string): PolicyQueryUser {
  return {
    credentials: mockCredentials.user(ref),
    info: { userEntityRef: ref, ownershipEntityRefs: [ref] },
  };
}

const vm = kindRegistry.byId('virtualMachine')!.type;
const organization = kindRegistry.byId('organization')!.type;
const foreign = {
  not: {
    rule: 'IS_FROM_KUBEDC',
    resourceType: 'catalog-entity',
  },
};

describe('createKubedcPolicyDecision', () => {
  const find = jest.fn();
  const rights: jest.Mocked<RightsService> = {
    check: jest.fn(),
    isOperator: jest.fn(),
    namespaces: jest.fn(),
  };
  let decide: ReturnType<typeof createKubedcPolicyDecision>;

  beforeEach(() => {
    jest.resetAllMocks();
    find.mockImplementation(
      async credentials => people[credentials.principal.userEntityRef],
    );
    rights.isOperator.mockImplementation(
      async (_, { user }) => user === 'platform:olga',
    );
    rights.namespaces.mockResolvedValue({ all: false, namespaces: new Set() });
    decide = createKubedcPolicyDecision({
      identity: { find, require: jest.fn() },
      rights,
    });
  });

  async function resultsOf(ref: string | undefined, permissions: Permission[]) {
    const results: Record<string, string> = {};
    for (const permission of permissions) {
      const { result } = await decide(
        { permission },
        ref ? userOf(ref) : undefined,
      );
      results[permission.name] = result;
    }
    return results;
  }

  const operations = operationRegistry
    .all()
    .map(({ permission }) => permission);

  it('denies everything to nobody', async () => {
    const results = await resultsOf(undefined, [
      ...catalogPermissions,
      ...scaffolderPermissions,
      ...kubernetesPermissions,
      ...operations,
      createPermission({ name: 'other.thing', attributes: {} }),
    ]);
    expect(new Set(Object.values(results))).toEqual(
      new Set([AuthorizeResult.DENY]),
    );
  });

  it('lets members use what the platform itself guards, and no more', async () => {
    const results = await resultsOf('user:acme/bob', [
      ...catalogPermissions,
      ...scaffolderPermissions,
      ...kubernetesPermissions,
      kubedcResourceReadPermission,
      kubedcAdminReadPermission,
      createPermission({ name: 'other.thing', attributes: {} }),
    ]);
    const denied = Object.keys(results).filter(
      name => results[name] === AuthorizeResult.DENY,
    );
    expect(denied.sort()).toEqual(
      [
        ...catalogPermissions
          .map(({ name }) => name)
          .filter(name => name !== 'catalog.entity.read'),
        'kubedc.admin.read',
        'kubernetes.proxy',
        'scaffolder.template.dry-run',
        'scaffolder.template.management',
      ].sort(),
    );
  });

  it('lets people of other providers see nothing of a platform', async () => {
    const results = await resultsOf('user:default/guest', [
      ...kubernetesPermissions,
      ...operations,
      kubedcResourceReadPermission,
      kubedcAdminReadPermission,
    ]);
    expect(operations.length).toBeGreaterThan(5);
    expect(new Set(Object.values(results))).toEqual(
      new Set([AuthorizeResult.DENY]),
    );
    const decision = await decide(
      {
        permission: catalogPermissions.find(
          p => p.name === 'catalog.entity.read',
        )!,
      },
      userOf('user:default/guest'),
    );
    expect(decision).toMatchObject({ conditions: { anyOf: [foreign] } });
  });

  it('allows operators everything but the tasks of others', async () => {
    const results = await resultsOf('user:kube-dc/olga', [
      ...catalogPermissions,
      ...scaffolderPermissions,
      ...kubernetesPermissions,
      ...operations,
      kubedcAdminReadPermission,
    ]);
    expect(
      Object.keys(results).filter(
        name => results[name] !== AuthorizeResult.ALLOW,
      ),
    ).toEqual([
      'catalog.entity.read',
      'scaffolder.task.cancel',
      'scaffolder.task.read',
    ]);
  });

  it('shows tasks to whoever started them', async () => {
    const [permission] = scaffolderPermissions.filter(
      ({ name }) => name === 'scaffolder.task.read',
    );
    await expect(
      decide({ permission }, userOf('user:acme/bob')),
    ).resolves.toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'scaffolder',
      resourceType: 'scaffolder-task',
      conditions: {
        rule: 'IS_TASK_OWNER',
        resourceType: 'scaffolder-task',
        params: { createdBy: ['user:acme/bob'] },
      },
    });
    expect(find).not.toHaveBeenCalled();
  });

  describe('catalog.entity.read', () => {
    const permission = catalogPermissions.find(
      ({ name }) => name === 'catalog.entity.read',
    )!;
    const conditionsOf = async (ref: string) => {
      const decision = await decide({ permission }, userOf(ref));
      return 'conditions' in decision ? decision.conditions : undefined;
    };

    it('gives operators their whole installation', async () => {
      await expect(conditionsOf('user:kube-dc/olga')).resolves.toEqual({
        anyOf: [
          foreign,
          {
            rule: 'IS_KUBEDC_OBJECT',
            resourceType: 'catalog-entity',
            params: { installation: 'zurich' },
          },
        ],
      });
    });

    it('gives members their organization and each kind where they may list it, kinds of equal reach together', async () => {
      rights.namespaces.mockImplementation(
        async (_, __, { resource }): Promise<NamespaceScope> => {
          if (resource === organization.resource) {
            return { all: false, namespaces: new Set() };
          }
          return resource === vm.resource
            ? { all: true }
            : { all: false, namespaces: new Set(['acme-prod', 'acme-dev']) };
        },
      );
      const conditions = await conditionsOf('user:acme/bob');
      const others = kindRegistry
        .all()
        .map(({ type }) => type)
        .filter(type => type !== vm && type !== organization);
      expect(conditions).toEqual({
        anyOf: expect.arrayContaining([
          foreign,
          {
            rule: 'IS_OF_KUBEDC_ORGANIZATION',
            resourceType: 'catalog-entity',
            params: { installation: 'zurich', organization: 'acme' },
          },
          {
            rule: 'IS_KUBEDC_OBJECT',
            resourceType: 'catalog-entity',
            params: { installation: 'zurich', types: [gvkOf(vm)] },
          },
          {
            rule: 'IS_KUBEDC_OBJECT',
            resourceType: 'catalog-entity',
            params: {
              installation: 'zurich',
              types: others.map(gvkOf),
              namespaces: ['acme-dev', 'acme-prod'],
            },
          },
        ]),
      });
      expect(conditions).toHaveProperty('anyOf.length', 4);
      expect(rights.namespaces).toHaveBeenCalledWith(
        'zurich',
        people['user:acme/bob'],
        { verb: 'list', group: vm.group, resource: vm.resource },
      );
    });

    it('asks once for many questions of one person', async () => {
      await Promise.all([
        conditionsOf('user:acme/bob'),
        conditionsOf('user:acme/bob'),
      ]);
      await conditionsOf('user:acme/bob');
      expect(rights.isOperator).toHaveBeenCalledTimes(1);
      await conditionsOf('user:kube-dc/olga');
      expect(rights.isOperator).toHaveBeenCalledTimes(2);
    });

    it('fails when it cannot know who asks, and knows the next time', async () => {
      find.mockRejectedValueOnce(new Error('the auth backend is away'));
      await expect(conditionsOf('user:acme/bob')).rejects.toThrow('away');
      rights.isOperator.mockRejectedValueOnce(new Error('broken'));
      await expect(conditionsOf('user:acme/bob')).rejects.toThrow('broken');
      await expect(conditionsOf('user:acme/bob')).resolves.toBeDefined();
    });
  });
});
