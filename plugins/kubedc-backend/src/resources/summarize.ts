import {
  availabilityOf,
  entityRefOf,
  namespaceType,
  projectKind,
  projectOfNamespace,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindDefinition,
  KubernetesObject,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  Mirror,
} from '@kubedc/backstage-plugin-kubedc-node';

/** Where an object belongs. */
export interface Tenancy {
  /** Empty for what belongs to the platform itself. */
  organization: string;
  /** `{organization}/{project}`; absent on what belongs to no project. */
  project?: string;
}

/**
 * Organization and project of an object, which need not exist; undefined when it should be a tenant's, but its namespace
 * is not.
 */
export function tenancyOf(
  kind: KindDefinition,
  { namespace, name }: { namespace?: string; name: string },
  mirror: Mirror,
): Tenancy | undefined {
  if (kind.scope === 'platform') {
    return { organization: '' };
  }
  if (namespace === undefined) {
    return undefined;
  }
  if (kind.scope === 'organization') {
    return {
      organization: namespace,
      ...(kind.id === projectKind.id
        ? { project: `${namespace}/${name}` }
        : {}),
    };
  }
  const backing = mirror.get(namespaceType, undefined, namespace);
  const found = backing && projectOfNamespace(backing);
  return found
    ? {
        organization: found.organization,
        project: `${found.organization}/${found.project}`,
      }
    : undefined;
}

/** One object as lists show it; undefined when it belongs to no tenant. */
export function summarize(
  kind: KindDefinition,
  object: KubernetesObject,
  mirror: Mirror,
  installation: Installation,
): ResourceSummary | undefined {
  const tenancy = tenancyOf(kind, object.metadata, mirror);
  return tenancy && summarizeOf(tenancy, kind, object, mirror, installation);
}

/** One object of a known tenant as lists show it. */
export function summarizeOf(
  tenancy: Tenancy,
  kind: KindDefinition,
  object: KubernetesObject,
  mirror: Mirror,
  installation: Installation,
): ResourceSummary {
  const {
    namespace = '',
    name,
    uid = '',
    creationTimestamp = '',
    deletionTimestamp,
  } = object.metadata;
  const health = kind.health(object, mirror);
  return {
    installation: installation.name,
    kind: kind.id,
    namespace,
    name,
    uid,
    ...tenancy,
    entityRef: entityRefOf({ kind: kind.id, namespace, name }, installation),
    health,
    facts: kind.summarize(object, mirror, installation),
    possible: kind.operations
      .filter(
        operation =>
          operation.target === 'existing' &&
          availabilityOf(operation, object, health.state).available,
      )
      .map(({ id }) => id),
    createdAt: creationTimestamp,
    ...(deletionTimestamp ? { deletedAt: deletionTimestamp } : {}),
  };
}
