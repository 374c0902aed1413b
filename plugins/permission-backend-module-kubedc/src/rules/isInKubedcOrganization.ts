import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import { allAnnotations, hasAnnotations } from './annotations';

/**
 * Entities that stand for an organization, its groups and people, and for all that belongs to it.
 *
 * @public
 */
export const isInKubedcOrganization = createPermissionRule({
  name: 'IS_IN_KUBEDC_ORGANIZATION',
  description:
    'Allow entities of organizations of a Kube-DC platform, and of all that belongs to them',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    organizations: z.array(z.string()).describe('Names of organizations'),
    installation: z
      .string()
      .optional()
      .describe('Name of the installation; any when absent'),
  }),
  apply: (entity, params) => hasAnnotations(entity, wanted(params)),
  toQuery: params => allAnnotations(wanted(params)),
});

function wanted(params: { organizations: string[]; installation?: string }) {
  return {
    [KUBEDC_ANNOTATIONS.organization]: params.organizations,
    [KUBEDC_ANNOTATIONS.installation]: params.installation,
  };
}
