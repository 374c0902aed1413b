import {
  roleBindingType,
  type KubernetesObject,
  type RelatedObjects,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesIdentity } from '../transport';

interface RoleBinding extends KubernetesObject {
  subjects?: Array<{ kind: string; name: string }> | null;
}

/** Namespaces whose RoleBindings name a person or one of the person's groups. */
export function boundNamespaces(
  objects: RelatedObjects,
  identity: KubernetesIdentity,
): string[] {
  const groups = new Set(identity.groups);
  const namespaces = new Set<string>();
  for (const binding of objects.list<RoleBinding>(roleBindingType)) {
    const { namespace } = binding.metadata;
    if (namespace !== undefined && !namespaces.has(namespace)) {
      const named = (binding.subjects ?? []).some(
        subject =>
          (subject.kind === 'User' && subject.name === identity.user) ||
          (subject.kind === 'Group' && groups.has(subject.name)),
      );
      if (named) {
        namespaces.add(namespace);
      }
    }
  }
  return [...namespaces].sort();
}
