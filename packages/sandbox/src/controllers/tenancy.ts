import { Project, projects } from '../kinds';
import { Cache } from '../runtime/controller';
import { namespaces } from '../runtime/resources';
import { KubeObject, ObjectKey } from '../runtime/types';

/** Carries `{organization}/{project}` on a project's namespace. */
export const PROJECT_ANNOTATION = 'kube-dc.com/project';

/** The organization and project that a namespace belongs to, if any. */
export function projectOfNamespace(
  cache: Cache,
  namespace: string | undefined,
): { organization: string; project: string } | undefined {
  const object = cache.get(namespaces, { name: namespace ?? '' });
  const [organization, project] =
    object?.metadata.annotations?.[PROJECT_ANNOTATION]?.split('/') ?? [];
  return organization && project ? { organization, project } : undefined;
}

/** The namespace behind a project. */
export function backingNamespace(project: KubeObject): string {
  return `${project.metadata.namespace}-${project.metadata.name}`;
}

/** The namespaces behind an organization's projects. */
export function namespacesOf(cache: Cache, organization: string): string[] {
  return cache
    .list(namespaces)
    .filter(
      namespace =>
        namespace.metadata.annotations?.[PROJECT_ANNOTATION]?.split('/')[0] ===
        organization,
    )
    .map(namespace => namespace.metadata.name);
}

/** The key of the organization that an object in a project belongs to. */
export function toOrganization(object: KubeObject, cache: Cache): ObjectKey[] {
  const owner = projectOfNamespace(cache, object.metadata.namespace);
  return owner
    ? [{ namespace: owner.organization, name: owner.organization }]
    : [];
}

/** The key of the project that an object is in. */
export function toProject(object: KubeObject, cache: Cache): ObjectKey[] {
  const owner = projectOfNamespace(cache, object.metadata.namespace);
  return owner ? [{ namespace: owner.organization, name: owner.project }] : [];
}

/** The project behind a namespace. */
export function projectAt(
  cache: Cache,
  namespace: string | undefined,
): Project | undefined {
  const owner = projectOfNamespace(cache, namespace);
  return owner
    ? cache.get(projects, {
        namespace: owner.organization,
        name: owner.project,
      })
    : undefined;
}

/** Usage is summed over many objects, so several changes are taken at once. */
export const USAGE_DELAY_MS = 500;
