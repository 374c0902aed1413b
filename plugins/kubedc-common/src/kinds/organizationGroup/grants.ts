import { listOf, textOf } from '../../kubernetes';
import type { OrganizationGroup } from './type';

/**
 * Roles of a group by project, as declared; entries without a project or a role are left out.
 *
 * @public
 */
export function grantsOf(
  group: OrganizationGroup,
): Array<{ project: string; role: string }> {
  return listOf(group.spec?.permissions).flatMap(permission => {
    const project = textOf(permission.project);
    const roles: unknown[] = Array.isArray(permission.roles)
      ? permission.roles
      : [];
    return project
      ? roles.flatMap(role => {
          const name = textOf(role);
          return name ? [{ project, role: name }] : [];
        })
      : [];
  });
}
