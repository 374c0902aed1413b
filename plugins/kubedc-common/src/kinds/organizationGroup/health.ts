import { deletingHealth, type Health } from '../../health';
import { textOf } from '../../kubernetes';
import type { RelatedObjects } from '../types';
import { projectType, type Project } from '../project/type';
import { roleBindingType } from '../supporting';
import { grantsOf } from './grants';
import type { OrganizationGroup } from './type';

/**
 * Health of a group: the platform writes no status, so a group has taken effect when a RoleBinding stands for each of
 * its roles.
 */
export function organizationGroupHealth(
  group: OrganizationGroup,
  related: RelatedObjects,
): Health {
  const deleting = deletingHealth(group);
  if (deleting) {
    return deleting;
  }
  const organization = group.metadata.namespace;
  const absent = new Set<string>();
  const waiting = new Set<string>();
  for (const { project, role } of grantsOf(group)) {
    const object = related.get<Project>(projectType, organization, project);
    const namespace = textOf(object?.status?.namespace);
    if (!object) {
      absent.add(project);
    } else if (
      !namespace ||
      !related.get(roleBindingType, namespace, `${role}-${group.metadata.name}`)
    ) {
      waiting.add(`${role} in ${project}`);
    }
  }
  if (absent.size > 0) {
    return {
      state: 'warning',
      label: 'Project missing',
      reason: `Has roles in a project that does not exist: ${list(absent)}`,
      source: 'permissions',
    };
  }
  if (waiting.size > 0) {
    return {
      state: 'progressing',
      label: 'Applying',
      reason: `Not in effect yet: ${list(waiting)}`,
      source: 'RoleBinding',
    };
  }
  return {
    state: 'ok',
    label: 'In effect',
    reason: 'All its roles are in effect',
    source: 'RoleBinding',
  };
}

function list(names: ReadonlySet<string>): string {
  return [...names].sort().join(', ');
}
