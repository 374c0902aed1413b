import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import { allAnnotations, hasAnnotations } from './annotations';

/**
 * Entities that stand for a project, and for all that is in it.
 *
 * @public
 */
export const isInKubedcProject = createPermissionRule({
  name: 'IS_IN_KUBEDC_PROJECT',
  description:
    'Allow entities of projects of a Kube-DC platform, and of all that is in them',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    projects: z
      .array(z.string())
      .describe('Projects as organization/project, for example acme/prod'),
    installation: z
      .string()
      .optional()
      .describe('Name of the installation; any when absent'),
  }),
  apply: (entity, params) => hasAnnotations(entity, wanted(params)),
  toQuery: params => allAnnotations(wanted(params)),
});

function wanted(params: { projects: string[]; installation?: string }) {
  return {
    [KUBEDC_ANNOTATIONS.project]: params.projects,
    [KUBEDC_ANNOTATIONS.installation]: params.installation,
  };
}
