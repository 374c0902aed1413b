import {
  projectReference,
  projectType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Viewer } from '../access/Viewer';

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
  const [namespace, name] = reference.data.split('/');
  await viewer.require([
    {
      verb: 'get',
      group: projectType.group,
      resource: projectType.resource,
      namespace,
      name,
    },
  ]);
}
