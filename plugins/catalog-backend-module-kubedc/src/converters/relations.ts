import {
  entityRefOf,
  kindRegistry,
  projectKind,
  type KindDefinition,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ProjectKey } from '@kubedc/backstage-plugin-kubedc-node';
import type { ConverterContext } from './types';

/**
 * Entity ref of a project.
 */
export function projectRefOf(
  project: ProjectKey,
  context: ConverterContext,
): string {
  return entityRefOf(
    {
      kind: projectKind.id,
      namespace: project.organization,
      name: project.project,
    },
    context.installation,
  );
}

/**
 * Entity ref of another object.
 *
 * @returns nothing when there is no such object, when it has no entity of its own, or when no name was given.
 */
export function refIfThere<T extends KubernetesObject>(
  kind: KindDefinition<T>,
  namespace: string | undefined,
  name: string | undefined,
  context: ConverterContext,
): string[] {
  const object =
    name && context.converts(kind.id)
      ? context.related.get<T>(kind.type, namespace, name)
      : undefined;
  return object && !isPartOfAnother(kind, object, context)
    ? [
        entityRefOf(
          { kind: kind.id, namespace, name: object.metadata.name },
          context.installation,
        ),
      ]
    : [];
}

/**
 * Whether an object was made for another one that has an entity: only the outermost has one.
 */
export function isPartOfAnother(
  { id }: Pick<KindDefinition, 'id'>,
  object: KubernetesObject,
  context: ConverterContext,
): boolean {
  return (object.metadata.ownerReferences ?? []).some(reference => {
    const [group, version] = reference.apiVersion.includes('/')
      ? reference.apiVersion.split('/')
      : ['', reference.apiVersion];
    const itself = kindRegistry.byGvk(`${group}/${version}/${reference.kind}`);
    const kind =
      itself ?? kindRegistry.runBy({ group, kind: reference.kind }, id);
    if (!kind || !context.converts(kind.id)) {
      return false;
    }
    const owner = context.related.get(
      kind.type,
      kind.type.namespaced ? object.metadata.namespace : undefined,
      reference.name,
    );
    // An engine has another uid than what it stands for.
    return itself ? owner?.metadata.uid === reference.uid : owner !== undefined;
  });
}
