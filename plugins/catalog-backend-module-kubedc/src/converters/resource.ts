import type { Entity } from '@backstage/catalog-model';
import {
  entityPartsOf,
  KUBEDC_ANNOTATIONS,
  type EntityKeywords,
  type KindDefinition,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ProjectKey } from '@kubedc/backstage-plugin-kubedc-node';
import { metadataOf } from './entity';
import { isPartOfAnother, projectRefOf } from './relations';
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

/** How an entity stands to others. */
export interface ResourceRelations {
  dependsOn?: readonly string[];
  dependencyOf?: readonly string[];
  /** Selects the object's pods. */
  labelSelector?: string;
}

/**
 * The entity of an object in a project. Objects outside projects belong to no tenant and have no place in the catalog;
 * neither have those that are parts of another one.
 */
export function resourceEntity<T extends KubernetesObject>(
  kind: KindDefinition<T>,
  object: T,
  context: ConverterContext,
  relations: ResourceRelations = {},
): Entity[] {
  const { namespace } = object.metadata;
  const project = namespace ? context.projectOf(namespace) : undefined;
  return namespace && project && !isPartOfAnother(kind, object, context)
    ? [entityOf(kind, object, context, relations, project)]
    : [];
}

/**
 * The entity of an object that belongs to the platform, though it may serve a project.
 */
export function platformEntity<T extends KubernetesObject>(
  kind: KindDefinition<T>,
  object: T,
  context: ConverterContext,
  relations: ResourceRelations & { project?: ProjectKey } = {},
): Entity[] {
  return isPartOfAnother(kind, object, context)
    ? []
    : [entityOf(kind, object, context, relations, relations.project)];
}

function entityOf<T extends KubernetesObject>(
  kind: KindDefinition<T>,
  object: T,
  context: ConverterContext,
  relations: ResourceRelations,
  project: ProjectKey | undefined,
): Entity {
  const { name, namespace } = object.metadata;
  const { owner, dependencyOf } =
    kind.scope === 'platform'
      ? { owner: context.ownerOfPlatform(), dependencyOf: [] }
      : context.ownershipOf(object);
  const parts = entityPartsOf(
    { kind: kind.id, namespace, name },
    context.installation,
  );
  const keywords = kind.keywords?.(object, context.related) ?? {};
  const isComponent = parts.kind === 'Component';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: parts.kind,
    metadata: metadataOf(
      parts,
      {
        ...context.annotationsOf(object),
        ...keywordAnnotations(keywords),
        ...kubernetesTab(namespace, relations.labelSelector, context),
      },
      {
        title: name,
        description: describe(kind, keywords, project),
      },
    ),
    spec: {
      type: kind.entity.type,
      ...(isComponent ? { lifecycle: 'production' } : {}),
      owner,
      ...(project ? { system: projectRefOf(project, context) } : {}),
      ...refList('dependsOn', relations.dependsOn),
      ...refList('dependencyOf', [
        ...dependencyOf,
        ...(relations.dependencyOf ?? []),
      ]),
    },
  };
}

/** What people find it by when they search. */
function describe(
  kind: KindDefinition,
  { addresses = [], hosts = [], image, version }: EntityKeywords,
  project: ProjectKey | undefined,
): string {
  const what = project
    ? `${kind.title.singular} in ${project.organization}/${project.project}`
    : kind.title.singular;
  return [what, image, version, ...addresses, ...hosts]
    .filter(Boolean)
    .join(', ');
}

function keywordAnnotations({
  addresses = [],
  hosts = [],
  image,
  version,
}: EntityKeywords): Record<string, string> {
  return Object.fromEntries(
    [
      [KUBEDC_ANNOTATIONS.addresses, addresses.join(',')],
      [KUBEDC_ANNOTATIONS.hosts, hosts.join(',')],
      [KUBEDC_ANNOTATIONS.image, image],
      [KUBEDC_ANNOTATIONS.version, version],
    ].filter(([, value]) => value),
  );
}

function kubernetesTab(
  namespace: string | undefined,
  labelSelector: string | undefined,
  context: ConverterContext,
): Record<string, string> {
  return labelSelector && namespace
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
