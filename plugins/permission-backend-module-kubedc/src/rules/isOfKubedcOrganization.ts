import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import { hasAnnotation, searchKeyOf } from './annotations';

const KINDS = ['domain', 'group', 'user'];

/**
 * An organization itself, its groups and its people: what every member may know of it.
 *
 * @public
 */
export const isOfKubedcOrganization = createPermissionRule({
  name: 'IS_OF_KUBEDC_ORGANIZATION',
  description:
    'Allow the domain, the groups and the users of an organization of a Kube-DC installation',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    installation: z.string().describe('Name of the installation'),
    organization: z.string().describe('Name of the organization'),
  }),
  apply: (entity, { installation, organization }) =>
    KINDS.includes(entity.kind.toLowerCase()) &&
    hasAnnotation(entity, KUBEDC_ANNOTATIONS.installation, [installation]) &&
    hasAnnotation(entity, KUBEDC_ANNOTATIONS.organization, [organization]),
  toQuery: ({ installation, organization }) => ({
    allOf: [
      { key: 'kind', values: KINDS },
      {
        key: searchKeyOf(KUBEDC_ANNOTATIONS.installation),
        values: [installation],
      },
      {
        key: searchKeyOf(KUBEDC_ANNOTATIONS.organization),
        values: [organization],
      },
    ],
  }),
});
