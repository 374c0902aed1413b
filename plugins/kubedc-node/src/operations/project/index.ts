import {
  projectDelete,
  projectKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import { deletionRunner } from '../common';

export * from './create';

/** Deletes a project with everything in it. */
export const deleteProject = deletionRunner(projectDelete, projectKind);
