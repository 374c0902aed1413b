import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A group of people in an organization and its roles in projects.
 *
 * @public
 */
export interface OrganizationGroup extends KubernetesObject {
  spec?: {
    permissions?: Array<{
      /** Name of the project, not of its backing namespace. */
      project?: string;
      roles?: string[];
    }>;
  };
}

/**
 * Resource type of {@link OrganizationGroup}.
 *
 * @public
 */
export const organizationGroupType: ResourceType = {
  group: 'kube-dc.com',
  version: 'v1',
  resource: 'organizationgroups',
  kind: 'OrganizationGroup',
  namespaced: true,
};

/**
 * Annotations that may carry a group's texts.
 *
 * @public
 */
export const GROUP_TEXT_ANNOTATIONS = {
  displayName: 'kube-dc.com/display-name',
  description: 'kube-dc.com/description',
} as const;

/**
 * Groups that every organization's realm has beside its OrganizationGroups.
 *
 * @public
 */
export const REALM_GROUPS = ['org-admin', 'user'] as const;
