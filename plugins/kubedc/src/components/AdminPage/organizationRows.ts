import {
  compareHealth,
  type OrganizationView,
  type ProjectView,
} from '@kubedc/backstage-plugin-kubedc-common';

/** A row of the operators' table: an organization, or one of its projects when it is unfolded. */
export type OrganizationRow =
  | (OrganizationView & { id: string; type: 'organization'; expanded: boolean })
  | (ProjectView & { id: string; type: 'project' });

/** Key of an organization among all installations. */
export function organizationKey(
  organization: Pick<OrganizationView, 'installation' | 'name'>,
): string {
  return `${organization.installation}/${organization.name}`;
}

function byTrouble(
  a: OrganizationView | ProjectView,
  b: OrganizationView | ProjectView,
): number {
  return (
    compareHealth(a.health.state, b.health.state) ||
    a.name.localeCompare(b.name)
  );
}

/** Organizations by trouble, each followed by its projects where it is unfolded. */
export function organizationRows(
  organizations: readonly OrganizationView[],
  expanded: ReadonlySet<string>,
): OrganizationRow[] {
  return [...organizations].sort(byTrouble).flatMap(organization => {
    const id = organizationKey(organization);
    const open = expanded.has(id);
    const row: OrganizationRow = {
      ...organization,
      id,
      type: 'organization',
      expanded: open,
    };
    const projects = open
      ? [...organization.projects]
          .sort(byTrouble)
          .map<OrganizationRow>(project => ({
            ...project,
            id: `${id}/${project.name}`,
            type: 'project',
          }))
      : [];
    return [row, ...projects];
  });
}
