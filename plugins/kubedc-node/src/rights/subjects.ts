import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesIdentity } from '../transport';

/** A RoleBinding or a ClusterRoleBinding. */
export interface Binding extends KubernetesObject {
  subjects?: Array<{ kind: string; name: string }> | null;
  roleRef?: { kind: string; name: string };
}

/** `User/{name}` or `Group/{name}`. */
export type Subject = string;

/** Whom a binding names, but for service accounts, which sign in to no portal. */
export function boundSubjects(binding: Binding): Subject[] {
  return (binding.subjects ?? [])
    .filter(({ kind }) => kind === 'User' || kind === 'Group')
    .map(({ kind, name }) => `${kind}/${name}`);
}

/** What a person is to bindings: themselves, their groups, and signed in. */
export function subjectsOf(identity: KubernetesIdentity): Subject[] {
  return [
    `User/${identity.user}`,
    ...identity.groups.map(group => `Group/${group}`),
    'Group/system:authenticated',
  ];
}
