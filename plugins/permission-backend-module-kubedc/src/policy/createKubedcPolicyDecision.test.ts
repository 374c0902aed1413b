import { ConfigReader } from '@backstage/config';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  gvkOf,
  kubedcResourceReadPermission,
  organizationKind,
  virtualMachineKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { NamespaceScope } from '@kubedc/backstage-plugin-kubedc-node';
import { everyPermission } from '../__testUtils__/everyPermission';
import {
  identities,
  LISTED_KINDS,
  PEOPLE,
  rightsOfPeople,
  userOf,
} from '../__testUtils__/people';
import { createKubedcPolicyDecision } from './createKubedcPolicyDecision';
import { readKubedcPolicyOptions } from './PolicyOptions';

const vm = virtualMachineKind.type;
const foreign = {
  not: { rule: 'IS_FROM_KUBEDC', resourceType: 'catalog-entity' },
};
const ownedBy = (ref: string) => ({
  rule: 'IS_ENTITY_OWNER',
  resourceType: 'catalog-entity',
  params: { claims: [ref, 'group:default/team'] },
});
const wholeOf = (installation: string) => ({
  rule: 'IS_KUBEDC_OBJECT',
  resourceType: 'catalog-entity',
  params: { installation },
});
const community = {
  allOf: [
    {
      rule: 'IS_ENTITY_KIND',
      resourceType: 'catalog-entity',
      params: { kinds: ['Domain', 'Group', 'User'] },
    },
    {
      rule: 'IS_IN_KUBEDC_ORGANIZATION',
      resourceType: 'catalog-entity',
      params: { installation: 'zurich', organizations: ['acme'] },
    },
  ],
};
const on = (...installations: string[]) => ({
  rule: 'IS_ON_INSTALLATION',
  resourceType: 'kubedc-resource',
  params: { installations },
});

function setup(
  options: {
    permission?: object;
    /** Identity modes of installations. */
    installations?: Record<string, string>;
  } = {},
) {
  const find = jest.fn(identities.find);
  const rights = rightsOfPeople();
  const { permission = {}, installations = { zurich: 'impersonate' } } =
    options;
  const decide = createKubedcPolicyDecision(
    { identity: { ...identities, find }, rights },
    readKubedcPolicyOptions(
      new ConfigReader({
        kubedc: {
          permission: permission as never,
          installations: Object.fromEntries(
            Object.entries(installations).map(([name, identity]) => [
              name,
              { identity },
            ]),
          ),
        },
      }),
    ),
  );
  const decideOn = (name: string, person: string) =>
    decide(
      {
        permission:
          everyPermission().find(each => each.name === name) ??
          createPermission({ name, attributes: {} }),
      },
      userOf(person),
    );
  const conditionsOf = async (name: string, person: string) => {
    const decision = await decideOn(name, person);
    return 'conditions' in decision ? decision.conditions : decision.result;
  };
  /** Who of all gets a plain yes. */
  const allowed = async (name: string) => {
    const results = await Promise.all(
      Object.keys(PEOPLE).map(async person => ({
        person,
        ...(await decideOn(name, person)),
      })),
    );
    return results
      .filter(({ result }) => result === AuthorizeResult.ALLOW)
      .map(({ person }) => person);
  };
  return { find, rights, decide, conditionsOf, allowed };
}

describe('createKubedcPolicyDecision', () => {
  describe('on entities of a platform', () => {
    const { name } = catalogEntityReadPermission;

    it('puts kinds of equal reach together', async () => {
      const { rights, conditionsOf } = setup();
      rights.namespaces.mockImplementation(
        async (_, __, { resource }): Promise<NamespaceScope> => {
          if (resource === organizationKind.type.resource) {
            return { all: false, namespaces: new Set() };
          }
          return resource === vm.resource
            ? { all: true }
            : { all: false, namespaces: new Set(['acme-prod', 'acme-dev']) };
        },
      );
      const others = LISTED_KINDS.filter(kind => kind !== virtualMachineKind);
      const conditions = await conditionsOf(name, 'member');
      const { anyOf } = conditions as { anyOf: object[] };
      expect(anyOf).toHaveLength(4);
      expect(anyOf).toEqual(
        expect.arrayContaining([
          {
            ...wholeOf('zurich'),
            params: { installation: 'zurich', types: [gvkOf(vm)] },
          },
          {
            ...wholeOf('zurich'),
            params: {
              installation: 'zurich',
              types: others.map(({ type }) => gvkOf(type)),
              namespaces: ['acme-dev', 'acme-prod'],
            },
          },
        ]),
      );
      expect(rights.namespaces).toHaveBeenCalledWith(
        'zurich',
        PEOPLE.member.identity,
        { verb: 'list', group: vm.group, resource: vm.resource },
      );
    });

    it('asks once for many questions of one person, and again when rights change', async () => {
      const { rights, conditionsOf } = setup();
      await Promise.all([
        conditionsOf(name, 'member'),
        conditionsOf(name, 'member'),
      ]);
      await conditionsOf(name, 'member');
      expect(rights.isOperator).toHaveBeenCalledTimes(1);
      await conditionsOf(name, 'operator');
      expect(rights.isOperator).toHaveBeenCalledTimes(2);
      rights.revision.mockReturnValue(1);
      await conditionsOf(name, 'member');
      expect(rights.isOperator).toHaveBeenCalledTimes(3);
    });

    it('fails when it cannot know who asks, and knows the next time', async () => {
      const { find, rights, conditionsOf } = setup();
      find.mockRejectedValueOnce(new Error('the auth backend is away'));
      await expect(conditionsOf(name, 'member')).rejects.toThrow('away');
      rights.isOperator.mockRejectedValueOnce(new Error('broken'));
      await expect(conditionsOf(name, 'member')).rejects.toThrow('broken');
      await expect(conditionsOf(name, 'member')).resolves.toHaveProperty(
        'anyOf.length',
        3,
      );
    });
  });

  describe('on entities of no platform', () => {
    const readable = async (read: string) => {
      const { conditionsOf } = setup({ permission: { entities: { read } } });
      return Promise.all(
        Object.keys(PEOPLE).map(async person => {
          const conditions = await conditionsOf('catalog.entity.read', person);
          return typeof conditions === 'object' && 'anyOf' in conditions
            ? conditions.anyOf.at(-1)
            : conditions;
        }),
      );
    };
    it.each<[string, unknown[]]>([
      ['everybody', [foreign, foreign, foreign]],
      ['members', ['DENY', foreign, foreign]],
      [
        'owners',
        [
          { allOf: [foreign, ownedBy('user:default/guest')] },
          { allOf: [foreign, ownedBy('user:acme/bob')] },
          foreign,
        ],
      ],
      ['operators', ['DENY', community, foreign]],
      ['nobody', ['DENY', community, wholeOf('zurich')]],
    ])('shows them to %s', async (read, expected) => {
      await expect(readable(read)).resolves.toEqual(expected);
    });

    it('lets owners change them, and nobody but operators those of a platform', async () => {
      const { conditionsOf } = setup({
        permission: { entities: { change: 'owners' } },
      });
      for (const name of ['catalog.entity.refresh', 'catalog.entity.delete']) {
        await expect(conditionsOf(name, 'member')).resolves.toEqual({
          anyOf: [{ allOf: [foreign, ownedBy('user:acme/bob')] }],
        });
        await expect(conditionsOf(name, 'operator')).resolves.toBe('ALLOW');
      }
    });
  });

  describe('where the portal acts for everybody', () => {
    const installations = { zurich: 'impersonate', shared: 'serviceAccount' };

    it('shows nothing unless it is told to', async () => {
      const { conditionsOf, allowed } = setup({ installations });
      const { name } = kubedcResourceReadPermission;
      await expect(conditionsOf(name, 'member')).resolves.toEqual(on('zurich'));
      await expect(conditionsOf(name, 'another provider')).resolves.toBe(
        'DENY',
      );
      await expect(allowed('kubedc.vm.stop')).resolves.toEqual([
        'member',
        'operator',
      ]);
    });

    it('shows and operates for whom it is told to', async () => {
      const { conditionsOf, allowed } = setup({
        installations,
        permission: {
          serviceAccount: { read: 'everybody', operate: 'members' },
        },
      });
      await expect(
        conditionsOf('kubedc.resource.read', 'another provider'),
      ).resolves.toEqual(on('shared'));
      await expect(
        conditionsOf('kubedc.resource.update', 'another provider'),
      ).resolves.toBe('DENY');
      await expect(
        conditionsOf('kubedc.resource.update', 'member'),
      ).resolves.toEqual(on('zurich', 'shared'));
      await expect(
        conditionsOf('catalog.entity.read', 'another provider'),
      ).resolves.toEqual({ anyOf: [wholeOf('shared'), foreign] });
      await expect(allowed('kubedc.vm.stop')).resolves.toEqual([
        'member',
        'operator',
      ]);
    });

    it('takes the rights of its account for nobody’s', async () => {
      const { rights, conditionsOf, allowed } = setup({
        installations: { zurich: 'serviceAccount' },
      });
      rights.isOperator.mockResolvedValue(true);
      rights.namespaces.mockResolvedValue({ all: true });
      for (const name of [
        'catalog.entity.create',
        'kubernetes.proxy',
        'kubedc.admin.read',
        'kubedc.vm.delete',
      ]) {
        await expect(allowed(name)).resolves.toEqual([]);
      }
      await expect(
        conditionsOf('catalog.entity.read', 'member'),
      ).resolves.toEqual({ anyOf: [foreign] });
      await expect(
        conditionsOf('kubedc.resource.read', 'member'),
      ).resolves.toBe('DENY');
    });
  });

  describe('on other permissions', () => {
    const all = ['another provider', 'member', 'operator'];

    it.each<[string, Record<string, string>, string[]]>([
      ['other.thing', {}, all],
      ['other.thing', { '*': 'members' }, ['member', 'operator']],
      ['other.thing', { '*': 'nobody', 'other.*': 'operators' }, ['operator']],
      ['other.thing', { 'other.*': 'nobody', 'other.thing': 'everybody' }, all],
      [
        'other.thing.a',
        { 'other.thing.*': 'nobody', 'other.*': 'members' },
        [],
      ],
      ['catalog.location.read', { '*': 'everybody' }, ['operator']],
      ['catalog.location.read', { 'catalog.*': 'everybody' }, all],
      ['kubernetes.proxy', { 'kubernetes.*': 'everybody' }, ['operator']],
      ['kubernetes.proxy', { 'kubernetes.proxy': 'nobody' }, []],
      ['kubedc.vm.delete', { 'kubedc.vm.delete': 'operators' }, ['operator']],
      ['kubedc.vm.delete', { 'kubedc.*': 'nobody' }, []],
    ])('%s with %p is for %p', async (name, permissions, expected) => {
      const { allowed } = setup({ permission: { permissions } });
      await expect(allowed(name)).resolves.toEqual(expected);
    });
  });

  it.each<[object, RegExp]>([
    [
      { entities: { read: 'all' } },
      /kubedc\.permission\.entities\.read: .*'all'/,
    ],
    [{ entities: { change: 'all' } }, /entities\.change/],
    [{ serviceAccount: { read: 'operators' } }, /serviceAccount\.read/],
    [{ serviceAccount: { operate: 'owners' } }, /serviceAccount\.operate/],
    [{ permissions: { 'a.b': 'owners' } }, /permissions\['a\.b'\]/],
    [{ permissions: { 'catalog.entity.read': 'members' } }, /each resource/],
    [{ permissions: { 'kubedc.resource.*': 'members' } }, /each resource/],
    [{ permissions: { 'scaffolder.task.read': 'members' } }, /each resource/],
  ])('refuses to start with %p', (permission, message) => {
    expect(() => setup({ permission })).toThrow(message);
  });
});
