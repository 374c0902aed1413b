import type { Entity } from '@backstage/catalog-model';
import type {
  KubernetesObject,
  RelatedObjects,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  ProjectKey,
} from '@kubedc/backstage-plugin-kubedc-node';

/**
 * Who owns an object, after the hints in its annotations were judged.
 *
 * @public
 */
export interface Ownership {
  /** Entity ref for `spec.owner`. */
  owner: string;
  /** Entity refs for `spec.dependencyOf`, sorted; empty when no component was named. */
  dependencyOf: string[];
}

/**
 * What a converter may look at beside its object.
 *
 * Everything read through a context is remembered: when one of these objects changes, appears or vanishes, the object is
 * converted again. A converter therefore declares nothing and must keep nothing.
 *
 * @public
 */
export interface ConverterContext {
  installation: Installation;
  /** The installation's objects. */
  related: RelatedObjects;
  /** Organization a namespace belongs to, whether its own or a project's. */
  organizationOf(namespace: string): string | undefined;
  /** Project of a backing namespace. */
  projectOf(namespace: string): ProjectKey | undefined;
  /** Backing namespace of a project; undefined until the platform has told it. */
  namespaceOf(project: ProjectKey): string | undefined;
  /** Whether objects of a kind become entities. */
  converts(kindId: string): boolean;
  /** Whether objects of a kind become components beside what else they are. */
  wantsComponent(kindId: string): boolean;
  /** Entity ref of the group that owns what belongs to no tenant. */
  ownerOfPlatform(): string;
  /** Entity ref of the group that owns what belongs to an organization: its administrators. */
  ownerOfOrganization(organization: string): string;
  /**
   * Entity ref of the group that owns a project: the first OrganizationGroup by name with the role `admin` there, else
   * the organization's administrators.
   */
  ownerOfProject(project: ProjectKey): string;
  /** Owner and using components of an object; a hint that is not honoured is counted as skipped. */
  ownershipOf(object: KubernetesObject): Ownership;
  /**
   * Annotations every entity of an object carries: locations, installation, organization, project, gvk, name, namespace
   * and uid. A converter may add to them.
   */
  annotationsOf(object: KubernetesObject): Record<string, string>;
}

/**
 * Turns objects of one kind into entities.
 *
 * @public
 */
export interface EntityConverter<
  TObject extends KubernetesObject = KubernetesObject,
> {
  /** `id` of the kind in the registry. */
  kind: string;
  /**
   * The entities of an object; more than one where the platform's thing is two in the catalog, none where it has no
   * place there. Pure and canonical: equal objects give equal entities, lists are sorted, and nothing volatile (phases,
   * times, counters, resource versions) goes in.
   */
  convert(object: TObject, context: ConverterContext): Entity[];
}
