import type { ProjectKey } from '@kubedc/backstage-plugin-kubedc-node';
import type { ConverterContext } from './types';

/** The project that namespaces belong to; nothing when there is none, or more than one. */
export function projectOfNamespaces(
  namespaces: unknown,
  context: ConverterContext,
): ProjectKey | undefined {
  const projects = (Array.isArray(namespaces) ? namespaces : []).flatMap(
    namespace => context.projectOf(String(namespace)) ?? [],
  );
  const [first] = projects;
  return projects.every(
    each =>
      each.organization === first.organization &&
      each.project === first.project,
  )
    ? first
    : undefined;
}
