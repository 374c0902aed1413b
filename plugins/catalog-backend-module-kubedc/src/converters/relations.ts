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
  return object && !isPartOfAnother(object, context)
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
  object: KubernetesObject,
  context: ConverterContext,
): boolean {
  return (object.metadata.ownerReferences ?? []).some(reference => {
    const [group, version] = reference.apiVersion.includes('/')
      ? reference.apiVersion.split('/')
      : ['', reference.apiVersion];
    const kind = kindRegistry.byGvk(`${group}/${version}/${reference.kind}`);
    if (!kind || !context.converts(kind.id)) {
      return false;
    }
    const owner = context.related.get(
      kind.type,
      kind.type.namespaced ? object.metadata.namespace : undefined,
      reference.name,
    );
    return owner?.metadata.uid === reference.uid;
  });
}
