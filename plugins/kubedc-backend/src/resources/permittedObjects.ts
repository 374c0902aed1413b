import type {
  KindDefinition,
  KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Mirror,
  PermittedResources,
} from '@kubedc/backstage-plugin-kubedc-node';
import { locate } from './locate';

/**
 * Tells of each object of a kind whether a policy's conditions let it pass. Where a namespace decides, it is looked at
 * once, however many objects are in it.
 */
function byPlace(
  permitted: PermittedResources,
  kind: KindDefinition,
  mirror: Mirror,
) {
  const decided = new Map<string | undefined, boolean | undefined>();
  return ({ metadata }: KubernetesObject): boolean => {
    const { namespace } = metadata;
    if (!decided.has(namespace)) {
      decided.set(namespace, decideNamespace(namespace));
    }
    return (
      decided.get(namespace) ??
      permitted.includes(locate(kind, metadata, mirror))
    );
  };

  function decideNamespace(namespace: string | undefined) {
    const there = locate(kind, { namespace, name: '' }, mirror);
    // A project itself lies in its organization's namespace, with others.
    return kind.scope === 'project'
      ? permitted.includes(there)
      : permitted.decide({ ...there, project: undefined });
  }
}

/**
 * The objects of a kind that a policy lets pass.
 *
 * @param read - reads the objects; not called when none would pass
 */
export function permittedObjects(
  permitted: PermittedResources,
  kind: KindDefinition,
  mirror: Mirror,
  read: () => KubernetesObject[],
): KubernetesObject[] {
  switch (
    permitted.decide({ installation: mirror.installation, kind: kind.id })
  ) {
    case false:
      return [];
    case true:
      return read();
    default:
      return read().filter(byPlace(permitted, kind, mirror));
  }
}
