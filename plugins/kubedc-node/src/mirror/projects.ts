import { InputError } from '@backstage/errors';
import {
  namespaceType,
  organizationType,
  projectOfNamespace as projectFromAnnotation,
  projectType,
  type KubernetesObject,
  type Project,
  type RelatedObjects,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';

/**
 * A project of an organization.
 *
 * @public
 */
export interface ProjectKey {
  organization: string;
  project: string;
}

/**
 * Project of a backing namespace: as the namespace's own annotation says, or, where namespaces cannot be read, as the
 * project's status says. The namespace's name tells nothing.
 *
 * @public
 */
export function projectOfNamespace(
  objects: RelatedObjects,
  namespace: string,
): ProjectKey | undefined {
  const backing = objects.get<KubernetesObject>(
    namespaceType,
    undefined,
    namespace,
  );
  if (backing) {
    return projectFromAnnotation(backing);
  }
  const owner = objects
    .list<Project>(projectType)
    .find(project => project.status?.namespace === namespace);
  return (
    owner && {
      organization: owner.metadata.namespace!,
      project: owner.metadata.name,
    }
  );
}

/**
 * Organization a namespace belongs to, be it the organization's own or a project's.
 *
 * @public
 */
export function organizationOfNamespace(
  objects: RelatedObjects,
  namespace: string,
): string | undefined {
  const project = projectOfNamespace(objects, namespace);
  if (project) {
    return project.organization;
  }
  return objects.get(organizationType, namespace, namespace)
    ? namespace
    : undefined;
}

/**
 * Backing namespace of a project; undefined while the platform has not told it.
 *
 * @public
 */
export function namespaceOfProject(
  objects: RelatedObjects,
  { organization, project }: ProjectKey,
): string | undefined {
  const namespace = objects.get<Project>(projectType, organization, project)
    ?.status?.namespace;
  if (!namespace) {
    return undefined;
  }
  const backing = objects.get<KubernetesObject>(
    namespaceType,
    undefined,
    namespace,
  );
  const claimed = backing && projectFromAnnotation(backing);
  // A namespace that names another project is that one's, whatever this project's status says.
  return claimed &&
    (claimed.organization !== organization || claimed.project !== project)
    ? undefined
    : namespace;
}

/**
 * Backing namespace of `{organization}/{project}`.
 *
 * @throws InputError naming `project` when it is written otherwise, is not there or has no namespace yet.
 * @public
 */
export function resolveProjectNamespace(
  objects: RelatedObjects,
  project: string,
): string {
  const match = /^([^/]+)\/([^/]+)$/.exec(project);
  if (!match) {
    throw new InputError(
      `project '${project}' must be written as '{organization}/{project}'`,
    );
  }
  const [, organization, name] = match;
  const namespace = namespaceOfProject(objects, {
    organization,
    project: name,
  });
  if (namespace) {
    return namespace;
  }
  throw new InputError(
    objects.get(projectType, organization, name)
      ? `project '${project}' is not ready: it has no namespace yet`
      : `project '${project}' does not exist`,
  );
}

/**
 * Objects of a type in a project.
 *
 * @public
 */
export function objectsOfProject<T extends KubernetesObject>(
  objects: RelatedObjects,
  type: ResourceType,
  project: ProjectKey,
): T[] {
  const namespace = namespaceOfProject(objects, project);
  return namespace === undefined ? [] : objects.list<T>(type, namespace);
}

/**
 * Objects of a type in an organization: in its own namespace and in those of its projects.
 *
 * @public
 */
export function objectsOfOrganization<T extends KubernetesObject>(
  objects: RelatedObjects,
  type: ResourceType,
  organization: string,
): T[] {
  return [
    ...objects.list<T>(type, organization),
    ...objects
      .list<Project>(projectType, organization)
      .flatMap(({ metadata }) =>
        objectsOfProject<T>(objects, type, {
          organization,
          project: metadata.name,
        }),
      ),
  ];
}
