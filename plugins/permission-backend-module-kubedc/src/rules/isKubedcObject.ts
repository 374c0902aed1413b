import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import { allAnnotations, hasAnnotations } from './annotations';

/**
 * Entities that stand for Kubernetes objects of an installation, of some types and in some namespaces.
 *
 * @public
 */
export const isKubedcObject = createPermissionRule({
  name: 'IS_KUBEDC_OBJECT',
  description:
    'Allow entities that stand for objects of a Kube-DC installation, of some types and in some namespaces',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    installation: z.string().describe('Name of the installation'),
    types: z
      .array(z.string())
      .nonempty()
      .optional()
      .describe('Types as group/version/Kind; all when absent'),
    namespaces: z
      .array(z.string())
      .nonempty()
      .optional()
      .describe('Kubernetes namespaces; all when absent'),
  }),
  apply: (entity, params) => hasAnnotations(entity, wanted(params)),
  toQuery: params => allAnnotations(wanted(params)),
});

function wanted(params: {
  installation: string;
  types?: string[];
  namespaces?: string[];
}) {
  return {
    // Databases check in this order: namespaces rule out most.
    [KUBEDC_ANNOTATIONS.namespace]: params.namespaces,
    [KUBEDC_ANNOTATIONS.installation]: params.installation,
    [KUBEDC_ANNOTATIONS.gvk]: params.types,
  };
}
