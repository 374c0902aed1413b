import {
  namespaceType,
  organizationType,
  projectOfNamespace,
  projectType,
  resourceKeyOf,
  textOf,
  type KubernetesObject,
  type Project,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { NamespaceSource } from './Follower';
import type { Mirror } from './types';

/** Types that tell which namespaces are tenants'. */
const TELLING = [namespaceType, organizationType, projectType].map(
  resourceKeyOf,
);

/**
 * Namespaces of organizations and projects, as far as the mirror knows them, and those the configuration names.
 */
export function tenantNamespaces(
  mirror: Mirror,
  configured: readonly string[],
): NamespaceSource {
  return {
    names: () => [
      ...new Set([
        ...configured,
        ...mirror
          .list(organizationType)
          .flatMap(({ metadata }) => metadata.namespace ?? []),
        ...mirror
          .list<Project>(projectType)
          .flatMap(({ status }) => textOf(status?.namespace) ?? []),
        ...mirror
          .list<KubernetesObject>(namespaceType)
          .filter(namespace => projectOfNamespace(namespace))
          .map(({ metadata }) => metadata.name),
      ]),
    ],
    subscribe: listener =>
      mirror.subscribe(({ type }) => {
        if (TELLING.includes(resourceKeyOf(type))) {
          listener();
        }
      }),
  };
}
