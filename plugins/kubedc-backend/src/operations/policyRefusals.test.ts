import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import {
  kubedcResourceConditions,
  PermittedResources,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Mirror } from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';
import { targetOf, targetRefusal } from './policyRefusals';

const namespaces: Record<string, string> = { 'acme-prod': 'acme/prod' };
const mirror = {
  installation: 'zurich',
  get: (_: unknown, __: unknown, name: string) =>
    namespaces[name] && {
      metadata: {
        name,
        annotations: { 'kube-dc.com/project': namespaces[name] },
        labels: { 'kube-dc.com/project': namespaces[name].split('/')[1] },
      } as KubernetesObject['metadata'],
    },
} as Partial<Mirror> as Mirror;

describe('targetOf', () => {
  it.each<[string, Record<string, unknown>, object]>([
    [
      'vm:stop',
      { namespace: 'acme-prod', name: 'web-1' },
      {
        kind: 'virtualMachine',
        organization: 'acme',
        project: 'acme/prod',
      },
    ],
    [
      'vm:stop',
      { namespace: 'kube-system', name: 'web-1' },
      { kind: 'virtualMachine', organization: '', project: '' },
    ],
    ['vm:stop', { namespace: 'acme-prod' }, { kind: 'virtualMachine' }],
    [
      'project:delete',
      { namespace: 'acme', name: 'prod' },
      { kind: 'project', organization: 'acme', project: 'acme/prod' },
    ],
    [
      'vm:create',
      { project: 'acme/new', name: 'web-1' },
      {
        kind: 'virtualMachine',
        organization: 'acme',
        project: 'acme/new',
      },
    ],
    ['vm:create', { project: 'nonsense' }, { kind: 'virtualMachine' }],
    ['vm:create', {}, { kind: 'virtualMachine' }],
    [
      'project:create',
      { organization: 'acme', name: 'new' },
      { kind: 'project', organization: 'acme', project: 'acme/new' },
    ],
    [
      'project:create',
      { organization: 'acme' },
      { kind: 'project', organization: 'acme' },
    ],
  ])('of %s with %p', (id, input, expected) => {
    expect(targetOf(operationRegistry.byId(id)!, input, mirror)).toEqual({
      installation: 'zurich',
      ...expected,
    });
  });
});

describe('targetRefusal', () => {
  const { params } = kubedcResourceConditions.isInProject({
    projects: ['acme/prod'],
  });
  const viewer = {
    permitted: async () =>
      PermittedResources.matching({
        property: 'project',
        values: params!.projects,
      }),
  } as Partial<Viewer> as Viewer;
  const create = operationRegistry.byId('vm:create')!;
  const refusal =
    "The portal's permission policy does not give you 'kubedc.resource.create'";

  it.each<[Record<string, unknown>, string | undefined]>([
    [{ project: 'acme/prod' }, undefined],
    [{ project: 'acme/dev' }, refusal],
    // Somewhere it may be right.
    [{}, undefined],
  ])('of what is created in %p is %p', async (input, expected) => {
    await expect(
      targetRefusal(viewer, create, targetOf(create, input, mirror)),
    ).resolves.toBe(expected);
  });

  it('is one of what belongs to no tenant, where conditions name tenants', async () => {
    const stop = operationRegistry.byId('vm:stop')!;
    const target = targetOf(
      stop,
      { namespace: 'kube-system', name: 'x' },
      mirror,
    );
    await expect(targetRefusal(viewer, stop, target)).resolves.toMatch(
      'kubedc.resource.update',
    );
  });
});
