import {
  apiVersionOf,
  dataVolumeType,
  kdcDatabaseType,
  kindRegistry,
  objectBucketClaimType,
  organizationType,
  projectType,
  virtualMachineType,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchClient } from './client';
import { untilTrue } from './statistics';

/** Projects of an organization. */
const PROJECTS = 50;

/** Things of a project. */
const THINGS = 45;

/** Where the last organization's last project keeps its things. */
export interface Landmarks {
  organization: string;
  project: string;
  namespace: string;
  /** Virtual machines whose changes are timed. */
  machines: string[];
  /** All objects that become entities, organizations and projects included. */
  objects: number;
}

/** A definition that takes any content: what is measured is the portal, not the checks of the API server. */
function definitionOf(type: ResourceType) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${type.resource}.${type.group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, benchmark' },
    },
    spec: {
      group: type.group,
      scope: type.namespaced ? 'Namespaced' : 'Cluster',
      names: {
        kind: type.kind,
        plural: type.resource,
        singular: type.kind.toLowerCase(),
      },
      versions: [
        {
          name: type.version,
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  };
}

/** Groups that every API server has. */
const BUILT_IN = [
  '',
  'apps',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'storage.k8s.io',
];

const pathOf = (type: ResourceType, namespace?: string) =>
  resourcePath(type, { namespace });

/** Defines all kinds the portal follows. */
export async function defineKinds(client: BenchClient): Promise<void> {
  const types = kindRegistry
    .watchedTypes()
    .filter(type => !BUILT_IN.includes(type.group));
  await client.all(
    types.map(type => [
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      definitionOf(type),
    ]),
  );
  for (const type of types) {
    await untilTrue(() =>
      client.request('GET', `${pathOf(type)}?limit=1`).then(
        () => true,
        () => false,
      ),
    );
  }
}

const objectOf = (type: ResourceType, name: string, spec: object): object => ({
  apiVersion: apiVersionOf(type),
  kind: type.kind,
  metadata: { name },
  spec,
});

function machineOf(namespace: string, name: string) {
  return objectOf(virtualMachineType, name, {
    runStrategy: 'Always',
    template: {
      spec: {
        domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } },
        networks: [
          { name: 'own', multus: { networkName: `${namespace}/default` } },
        ],
        volumes: [{ name: 'root', dataVolume: { name: `${name}-root` } }],
      },
    },
  });
}

function* thingsOf(
  namespace: string,
  count: number,
): Generator<[string, object]> {
  for (let index = 0; index < count; index += 1) {
    const name = `thing-${index}`;
    switch (index % 5) {
      case 0:
        yield [
          pathOf(kdcDatabaseType, namespace),
          objectOf(kdcDatabaseType, name, {
            engine: 'postgresql',
            version: '16',
            backup: { enabled: true },
          }),
        ];
        break;
      case 1:
        yield [
          pathOf(objectBucketClaimType, namespace),
          objectOf(objectBucketClaimType, name, { bucketName: name }),
        ];
        break;
      case 2:
        yield [
          pathOf(dataVolumeType, namespace),
          objectOf(dataVolumeType, `vm-${index + 1}-root`, {
            source: { blank: {} },
          }),
        ];
        break;
      default:
        yield [
          pathOf(virtualMachineType, namespace),
          machineOf(namespace, `vm-${index}`),
        ];
    }
  }
}

/** Fills the platform with tenants until there are so many objects. */
export async function fill(
  client: BenchClient,
  wanted: number,
): Promise<Landmarks> {
  const perOrganization = 1 + PROJECTS * (1 + THINGS);
  const organizations = Math.max(1, Math.ceil(wanted / perOrganization));
  let left = wanted;
  let landmarks: Landmarks | undefined;
  for (let o = 0; o < organizations; o += 1) {
    const organization = `org-${o}`;
    await client.request('POST', '/api/v1/namespaces', {
      metadata: { name: organization },
    });
    await client.request(
      'POST',
      pathOf(organizationType, organization),
      objectOf(organizationType, organization, { email: 'a@example.com' }),
    );
    left -= 1;
    for (let p = 0; p < PROJECTS && left > 1; p += 1) {
      const project = `p-${p}`;
      const namespace = `${organization}-${project}`;
      const count = Math.min(THINGS, left - 1);
      await makeProject(client, organization, project, namespace);
      await client.all(thingsOf(namespace, count));
      left -= 1 + count;
      landmarks = {
        organization,
        project,
        namespace,
        machines: Array.from({ length: count }, (_, index) => index)
          .filter(index => index % 5 > 2)
          .map(index => `vm-${index}`),
        objects: wanted - left,
      };
    }
  }
  await allow(client, landmarks!);
  return landmarks!;
}

/** Lets the organization's administrators see the last project. */
async function allow(
  client: BenchClient,
  { organization, namespace }: Landmarks,
): Promise<void> {
  const group = 'rbac.authorization.k8s.io';
  await client.request(
    'POST',
    `/apis/${group}/v1/namespaces/${namespace}/rolebindings`,
    {
      metadata: { name: 'org-admin' },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [
        { apiGroup: group, kind: 'Group', name: `${organization}:org-admin` },
      ],
    },
  );
}

async function makeProject(
  client: BenchClient,
  organization: string,
  project: string,
  namespace: string,
): Promise<void> {
  await client.request('POST', '/api/v1/namespaces', {
    metadata: {
      name: namespace,
      labels: { 'kube-dc.com/project': '' },
      annotations: { 'kube-dc.com/project': `${organization}/${project}` },
    },
  });
  await client.request(
    'POST',
    pathOf(projectType, organization),
    objectOf(projectType, project, {
      cidrBlock: '10.0.0.0/20',
      egressNetworkType: 'cloud',
    }),
  );
  await client.request(
    'PATCH',
    `${pathOf(projectType, organization)}/${project}/status`,
    { status: { ready: true, namespace } },
  );
}
