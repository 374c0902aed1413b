import {
  namespaceType,
  resourceKeyOf,
  roleBindingType,
  virtualMachineKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ResourceType } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  Mirror,
  NamespaceScope,
  PlatformService,
  ReflectorStatus,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';
import { ResourceReader } from './ResourceReader';

describe('ResourceReader', () => {
  const states = new Map<string, ReflectorStatus['state']>();
  const mirror = {
    installation: 'test',
    hasSynced: () => false,
    status: (type: ResourceType) => ({
      state: states.get(resourceKeyOf(type)) ?? 'watching',
      restarts: 0,
      expired: 0,
      objects: 0,
    }),
  } as Partial<Mirror> as Mirror;
  const reader = new ResourceReader({
    platform: {
      mirror: () => mirror,
    } as Partial<PlatformService> as PlatformService,
  });
  const problemsFor = (scope: NamespaceScope) =>
    reader.problems(
      {
        installation: { name: 'test' } as Installation,
        listable: async () => scope,
      } as Partial<Viewer> as Viewer,
      virtualMachineKind,
    );
  const some: NamespaceScope = { all: false, namespaces: new Set(['a']) };
  beforeEach(() => states.clear());

  it('has nothing to say when everything is there', async () => {
    await expect(problemsFor(some)).resolves.toEqual([]);
    await expect(problemsFor({ all: true })).resolves.toEqual([]);
  });

  it('does not take rights that could not be checked for none', async () => {
    await expect(
      problemsFor({ ...some, undecided: 'The right could not be checked' }),
    ).resolves.toEqual([
      {
        installation: 'test',
        reason: 'unreachable',
        message: 'The right could not be checked',
      },
    ]);
  });

  it('tells of bindings that are not read yet, to those who need them', async () => {
    states.set(resourceKeyOf(roleBindingType), 'listing');
    const syncing = [expect.objectContaining({ reason: 'syncing' })];
    await expect(problemsFor(some)).resolves.toEqual(syncing);
    await expect(
      problemsFor({ ...some, undecided: 'still being read' }),
    ).resolves.toEqual(syncing);
    await expect(problemsFor({ all: true })).resolves.toEqual([]);
  });

  it('tells of namespaces that cannot be read', async () => {
    states.set(resourceKeyOf(namespaceType), 'backoff');
    await expect(problemsFor({ all: true })).resolves.toEqual([
      expect.objectContaining({ reason: 'unreachable' }),
    ]);
  });
});
