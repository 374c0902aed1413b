import {
  entityRefOf,
  formatRef,
  grantsOf,
  organizationGroupType,
  platformAdminPartsOf,
  type KubernetesObject,
  type OrganizationGroup,
  type RelatedObjects,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  namespaceOfProject,
  organizationOfNamespace,
  projectOfNamespace,
  type Installation,
  type ProjectKey,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { ConverterContext } from '../converters/types';
import { baseAnnotations } from './baseAnnotations';
import { administratorsOf, ownershipOf } from './ownership';

/** What makes a context. */
export interface ContextOptions {
  installation: Installation;
  related: RelatedObjects;
  /** Ids of the kinds that become entities. */
  kinds: ReadonlySet<string>;
  /** Ids of the kinds that become components where the configuration asks for them. */
  components: readonly string[];
  /** Entity namespaces that every hint may name. */
  hintNamespaces: readonly string[];
  /** Called for each hint that does not count. */
  skip: (object: KubernetesObject, reason: string) => void;
}

/** The context of one conversion. */
export function createContext(options: ContextOptions): ConverterContext {
  const { installation, related } = options;

  const organizationOf = (namespace: string) =>
    organizationOfNamespace(related, namespace);
  const projectOf = (namespace: string) =>
    projectOfNamespace(related, namespace);
  const ownerOfOrganization = (organization: string) =>
    administratorsOf(organization, installation);
  const ownerOfProject = (project: ProjectKey) =>
    adminGroupOf(project, installation, related) ??
    ownerOfOrganization(project.organization);

  return {
    installation,
    related,
    converts: kindId => options.kinds.has(kindId),
    wantsComponent: kindId => options.components.includes(kindId),
    ownerOfPlatform: () => formatRef(platformAdminPartsOf(installation)),
    organizationOf,
    projectOf,
    namespaceOf: project => namespaceOfProject(related, project),
    ownerOfOrganization,
    ownerOfProject,
    ownershipOf: object => {
      const namespace = object.metadata.namespace ?? '';
      const project = projectOf(namespace);
      const organization = organizationOf(namespace);
      const owner = project
        ? ownerOfProject(project)
        : ownerOfOrganization(organization ?? namespace);
      return ownershipOf(
        object,
        owner,
        {
          installation,
          organization,
          hintNamespaces: options.hintNamespaces,
        },
        reason => options.skip(object, reason),
      );
    },
    annotationsOf: object => {
      const { namespace } = object.metadata;
      return baseAnnotations(object, installation, {
        organization: namespace && organizationOf(namespace),
        project: namespace ? projectOf(namespace) : undefined,
      });
    },
  };
}

/** Entity ref of the first group by name that has the role `admin` in a project. */
function adminGroupOf(
  project: ProjectKey,
  installation: Installation,
  related: RelatedObjects,
): string | undefined {
  const [first] = related
    .list<OrganizationGroup>(organizationGroupType, project.organization)
    .filter(group =>
      grantsOf(group).some(
        grant => grant.project === project.project && grant.role === 'admin',
      ),
    )
    .map(group => group.metadata.name)
    .sort();
  return (
    first &&
    entityRefOf(
      {
        kind: 'organizationGroup',
        namespace: project.organization,
        name: first,
      },
      installation,
    )
  );
}
