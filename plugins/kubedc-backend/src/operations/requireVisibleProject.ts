import {
  projectReference,
  projectType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ResourceAttributes } from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';

/**
 * The right to know of a project.
 *
 * @param project - `{organization}/{project}`
 */
export function accessToSee(project: string): ResourceAttributes[] {
  const [namespace, name] = project.split('/');
  return [
    {
      verb: 'get',
      group: projectType.group,
      resource: projectType.resource,
      namespace,
      name,
    },
  ];
}

/**
 * Refuses a project that the person may not read, whether it exists or not, so that a form cannot be used to find out
 * what other tenants have.
 *
 * @throws NotAllowedError in the API server's words.
 */
export async function requireVisibleProject(
  viewer: Viewer,
  project: unknown,
): Promise<void> {
  const reference = projectReference.safeParse(project);
  if (!reference.success) {
    // Absent or malformed: the operation's own schema says so.
    return;
  }
  await viewer.require(accessToSee(reference.data));
}
