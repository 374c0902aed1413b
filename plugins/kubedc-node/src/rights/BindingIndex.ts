import {
  clusterRoleBindingType,
  clusterRoleType,
  resourceKeyOf,
  roleBindingType,
  roleType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror, MirrorChange } from '../mirror';
import type { KubernetesIdentity } from '../transport';
import { boundSubjects, subjectsOf } from './subjects';
import type { Binding, Subject } from './subjects';

const ROLE_BINDINGS = resourceKeyOf(roleBindingType);
const BINDINGS = [ROLE_BINDINGS, resourceKeyOf(clusterRoleBindingType)];
const ROLES = [resourceKeyOf(roleType), resourceKeyOf(clusterRoleType)];

/**
 * Knows in which namespaces RoleBindings name somebody, without looking at all bindings each time, and tells of
 * bindings that change, themselves or in what their roles give.
 */
export class BindingIndex {
  readonly #mirror: Mirror;
  /** Number of bindings by namespace, by subject. */
  readonly #namespaces = new Map<Subject, Map<string, number>>();

  /**
   * @param onChange - called with whom a binding names or named that changed or whose role did, and with its namespace
   * when it has one
   */
  constructor(
    mirror: Mirror,
    onChange: (subjects: Subject[], namespace: string | undefined) => void,
  ) {
    this.#mirror = mirror;
    for (const binding of mirror.list<Binding>(roleBindingType)) {
      this.#count(binding, 1);
    }
    mirror.subscribe(change => {
      const { type, object, previous } = change;
      const key = resourceKeyOf(type);
      if (BINDINGS.includes(key)) {
        if (key === ROLE_BINDINGS) {
          this.#update(change);
        }
        onChange(
          [object, ...(previous ? [previous] : [])].flatMap(boundSubjects),
          object.metadata.namespace,
        );
      } else if (ROLES.includes(key) && mirror.hasSynced(type)) {
        const { namespace } = object.metadata;
        const bindings = this.#bindingsOf(type.kind, object.metadata);
        if (bindings.length) {
          // All at once: thousands of bindings may name a role of all namespaces.
          onChange([...new Set(bindings.flatMap(boundSubjects))], namespace);
        }
      }
    });
  }

  /** False until all RoleBindings were read once. */
  get isComplete(): boolean {
    return this.#mirror.hasSynced(roleBindingType);
  }

  /** Namespaces whose RoleBindings name a person or one of the person's groups. */
  namespacesOf(identity: KubernetesIdentity): string[] {
    const found = subjectsOf(identity).flatMap(subject => [
      ...(this.#namespaces.get(subject)?.keys() ?? []),
    ]);
    return [...new Set(found)].sort();
  }

  /** Bindings that name a role; one of a namespace is named there alone. */
  #bindingsOf(
    kind: string,
    { name, namespace }: { name: string; namespace?: string },
  ): Binding[] {
    return [
      ...this.#mirror.list<Binding>(roleBindingType, namespace),
      ...(namespace === undefined
        ? this.#mirror.list<Binding>(clusterRoleBindingType)
        : []),
    ].filter(({ roleRef }) => roleRef?.kind === kind && roleRef.name === name);
  }

  #update({ action, object, previous }: MirrorChange): void {
    if (previous) {
      this.#count(previous, -1);
    }
    // A deletion tells the last state of what is there no more.
    if (action !== 'deleted') {
      this.#count(object, 1);
    }
  }

  #count(binding: Binding, by: 1 | -1): void {
    const namespace = binding.metadata.namespace!;
    for (const subject of new Set(boundSubjects(binding))) {
      const counts = this.#namespaces.get(subject) ?? new Map<string, number>();
      const count = (counts.get(namespace) ?? 0) + by;
      if (count > 0) {
        counts.set(namespace, count);
      } else {
        counts.delete(namespace);
      }
      if (counts.size > 0) {
        this.#namespaces.set(subject, counts);
      } else {
        this.#namespaces.delete(subject);
      }
    }
  }
}
