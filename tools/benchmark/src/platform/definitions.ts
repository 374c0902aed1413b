import {
  kindRegistry,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchClient } from '../client';
import { untilTrue } from '../statistics';

/** Groups that every API server has. */
const BUILT_IN = [
  '',
  'apps',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'storage.k8s.io',
];

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

/** Defines all kinds the portal follows. */
export async function defineKinds(client: BenchClient): Promise<void> {
  const types = kindRegistry
    .watchedTypes()
    .filter(type => !BUILT_IN.includes(type.group));
  await client.all(
    types.map(type => [
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      definitionOf(type),
    ]),
  );
  for (const type of types) {
    await untilTrue(() =>
      client.request('GET', `${resourcePath(type)}?limit=1`).then(
        () => true,
        () => false,
      ),
    );
  }
}
