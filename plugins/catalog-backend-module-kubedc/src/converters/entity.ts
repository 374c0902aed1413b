import type { Entity, EntityMeta } from '@backstage/catalog-model';
import {
  entityPartsOf,
  entityRefOf,
  formatRef,
  type EntityParts,
  type KindDefinition,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ConverterContext } from './types';

/**
 * Annotations that lead the stock Kubernetes tab to an object's pods. Clusters are named in that plugin's configuration
 * like the installation.
 */
const KUBERNETES_TAB = {
  cluster: 'backstage.io/kubernetes-cluster',
  namespace: 'backstage.io/kubernetes-namespace',
  labelSelector: 'backstage.io/kubernetes-label-selector',
} as const;

/** What an entity says of itself beside its name. */
export interface EntityTexts {
  title?: string;
  description?: string;
}

/**
 * Metadata with sorted annotations; empty texts are left out.
 */
export function metadataOf(
  parts: Omit<EntityParts, 'kind'>,
  annotations: Record<string, string>,
  texts: EntityTexts = {},
): EntityMeta {
  return {
    namespace: parts.namespace,
    name: parts.name,
    ...(texts.title && texts.title !== parts.name
      ? { title: texts.title }
      : {}),
    ...(texts.description ? { description: texts.description } : {}),
    annotations: Object.fromEntries(
      Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

/**
 * A group within an organization, child of the organization's own group.
 */
export function groupEntity(options: {
  parts: EntityParts;
  parent?: EntityParts;
  type: string;
  annotations: Record<string, string>;
  displayName: string;
  description?: string;
  email?: string;
}): Entity {
  const { parts, parent } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: metadataOf(parts, options.annotations, {
      title: options.displayName,
      description: options.description,
    }),
    spec: {
      type: options.type,
      profile: {
        displayName: options.displayName,
        ...(options.email ? { email: options.email } : {}),
      },
      ...(parent ? { parent: formatRef(parent) } : {}),
      children: [],
    },
  };
}

/**
 * The entity of an object in a project. Objects outside projects belong to no tenant and have no place in the catalog.
 */
export function resourceEntity(
  kind: KindDefinition,
  object: KubernetesObject,
  context: ConverterContext,
  relations: {
    dependsOn?: readonly string[];
    dependencyOf?: readonly string[];
    /** Selects the object's pods. */
    labelSelector?: string;
  } = {},
): Entity[] {
  const { name, namespace } = object.metadata;
  const project = namespace ? context.projectOf(namespace) : undefined;
  if (!namespace || !project) {
    return [];
  }
  const { owner, dependencyOf } = context.ownershipOf(object);
  const parts = entityPartsOf(
    { kind: kind.id, namespace, name },
    context.installation,
  );
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: parts.kind,
      metadata: metadataOf(
        parts,
        {
          ...context.annotationsOf(object),
          ...kubernetesTab(namespace, relations.labelSelector, context),
        },
        { title: name },
      ),
      spec: {
        type: kind.entity.type,
        owner,
        system: projectRefOf(project, context),
        ...refList('dependsOn', relations.dependsOn),
        ...refList('dependencyOf', [
          ...dependencyOf,
          ...(relations.dependencyOf ?? []),
        ]),
      },
    },
  ];
}

/**
 * Entity ref of a project.
 */
export function projectRefOf(
  project: { organization: string; project: string },
  context: ConverterContext,
): string {
  return entityRefOf(
    {
      kind: 'project',
      namespace: project.organization,
      name: project.project,
    },
    context.installation,
  );
}

/**
 * Entity ref of another object in the same namespace.
 *
 * @returns nothing when there is no such object.
 */
export function refIfThere(
  kind: KindDefinition,
  namespace: string | undefined,
  name: string,
  context: ConverterContext,
): string[] {
  return context.related.get(kind.type, namespace, name)
    ? [entityRefOf({ kind: kind.id, namespace, name }, context.installation)]
    : [];
}

function kubernetesTab(
  namespace: string,
  labelSelector: string | undefined,
  context: ConverterContext,
): Record<string, string> {
  return labelSelector
    ? {
        [KUBERNETES_TAB.cluster]: context.installation.name,
        [KUBERNETES_TAB.namespace]: namespace,
        [KUBERNETES_TAB.labelSelector]: labelSelector,
      }
    : {};
}

function refList(
  field: string,
  refs: readonly string[] | undefined,
): Record<string, string[]> {
  return refs?.length ? { [field]: [...new Set(refs)].sort() } : {};
}
