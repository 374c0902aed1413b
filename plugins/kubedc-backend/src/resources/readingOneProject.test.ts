import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  namespaceType,
  projectType,
  resourceKeyOf,
  virtualMachineKind,
  virtualMachineType,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { PermittedResources } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  AccessDecision,
  Installation,
  Mirror,
  PlatformService,
  ResourceAttributes,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PolicyService } from '../access/PolicyService';
import { Viewer } from '../access/Viewer';
import { ResourceReader } from './ResourceReader';

type Held = [type: ResourceType, object: KubernetesObject];

const held = (
  type: ResourceType,
  metadata: KubernetesObject['metadata'],
  rest: object = {},
): Held => [type, { apiVersion: 'v1', kind: type.kind, metadata, ...rest }];

/** A project with its namespace and a machine in it. */
function project(organization: string, name: string): Held[] {
  const namespace = `${organization}-${name}`;
  return [
    held(
      projectType,
      { namespace: organization, name },
      { status: { namespace } },
    ),
    held(namespaceType, {
      name: namespace,
      labels: { 'kube-dc.com/project': '' },
      annotations: { 'kube-dc.com/project': `${organization}/${name}` },
    }),
    held(virtualMachineType, { namespace, name: `vm-of-${name}` }),
  ];
}

const HELD = [
  ...project('acme', 'prod'),
  ...project('acme', 'dev'),
  ...project('globex', 'shop'),
];

const list = (type: ResourceType, namespace?: string) =>
  HELD.filter(
    ([of, { metadata }]) =>
      resourceKeyOf(of) === resourceKeyOf(type) &&
      (namespace === undefined || metadata.namespace === namespace),
  ).map(([, object]) => object);

const mirror = {
  installation: 'test',
  types: () => [virtualMachineType],
  list,
  get: (type: ResourceType, namespace: string | undefined, name: string) =>
    list(type, namespace).find(({ metadata }) => metadata.name === name),
  hasSynced: () => true,
  status: () => ({ state: 'watching', objects: 1, restarts: 0, expired: 0 }),
} as Partial<Mirror> as Mirror;

const reader = new ResourceReader({
  platform: {
    mirror: () => mirror,
  } as Partial<PlatformService> as PlatformService,
});

/** Somebody of acme, and all that was asked about them. */
function viewerOf(
  answer: (asked: ResourceAttributes) => AccessDecision = ({ namespace }) => ({
    allowed: /^acme-/.test(namespace ?? ''),
  }),
) {
  const asked: ResourceAttributes[] = [];
  const check = async (attributes: ResourceAttributes) => {
    asked.push(attributes);
    return answer(attributes);
  };
  const rights: RightsService = {
    check: (_installation, _identity, attributes) => check(attributes),
    namespaces: async (_installation, _identity, attributes) => {
      const all = ['acme-dev', 'acme-prod'];
      await Promise.all(
        all.map(namespace => check({ ...attributes, namespace })),
      );
      return { all: false, namespaces: new Set(all) };
    },
    isOperator: async () => false,
  };
  const viewer = new Viewer({
    credentials: {} as BackstageCredentials,
    installation: { name: 'test' } as Installation,
    identity: { user: 'acme:bob', groups: [] },
    rights,
    policy: {
      permitted: async () => PermittedResources.all,
    } as Partial<PolicyService> as PolicyService,
  });
  return { viewer, asked };
}

const namesOf = (objects: KubernetesObject[]) =>
  objects.map(({ metadata }) => metadata.name).sort();

describe('reading one project', () => {
  it('asks about one namespace only, however many a person has rights in', async () => {
    const { viewer, asked } = viewerOf();
    const within = { project: 'acme/prod' };
    expect(
      namesOf(await reader.objects(viewer, virtualMachineKind, within)),
    ).toEqual(['vm-of-prod']);
    expect(await reader.problems(viewer, virtualMachineKind, within)).toEqual(
      [],
    );
    const right = {
      verb: 'list',
      group: 'kubevirt.io',
      resource: 'virtualmachines',
      namespace: 'acme-prod',
    };
    expect(asked).toEqual([right, right]);
  });

  it('asks about all of them when all projects are wanted', async () => {
    const { viewer, asked } = viewerOf();
    expect(namesOf(await reader.objects(viewer, virtualMachineKind))).toEqual([
      'vm-of-dev',
      'vm-of-prod',
    ]);
    expect(asked.map(({ namespace }) => namespace)).toEqual([
      'acme-dev',
      'acme-prod',
    ]);
  });

  it('gives nothing of a project that one has no right in', async () => {
    const { viewer, asked } = viewerOf();
    const within = { project: 'globex/shop' };
    expect(await reader.objects(viewer, virtualMachineKind, within)).toEqual(
      [],
    );
    expect(asked).toHaveLength(1);
  });

  it('asks nothing about a project that is not there', async () => {
    const { viewer, asked } = viewerOf();
    const within = { project: 'globex/other' };
    expect(await reader.objects(viewer, virtualMachineKind, within)).toEqual(
      [],
    );
    expect(await reader.problems(viewer, virtualMachineKind, within)).toEqual(
      [],
    );
    expect(asked).toEqual([]);
  });

  it('says so when the right could not be checked', async () => {
    const { viewer } = viewerOf(() => ({
      allowed: false,
      undecided: true,
      reason: 'The platform is away',
    }));
    const within = { project: 'acme/prod' };
    expect(await reader.objects(viewer, virtualMachineKind, within)).toEqual(
      [],
    );
    expect(await reader.problems(viewer, virtualMachineKind, within)).toEqual([
      {
        installation: 'test',
        reason: 'unreachable',
        message: 'The platform is away',
      },
    ]);
  });
});
