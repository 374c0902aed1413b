import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  gvkOf,
  kindRegistry,
  KUBEDC_ANNOTATIONS,
} from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import { allAnnotations, hasAnnotations } from './annotations';

/**
 * Entities that stand for objects of some kinds.
 *
 * @public
 */
export const isOfKubedcKind = createPermissionRule({
  name: 'IS_OF_KUBEDC_KIND',
  description: 'Allow entities that stand for Kube-DC objects of some kinds',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    kinds: z
      .array(z.string())
      .describe('Ids of kinds, for example virtualMachine'),
  }),
  apply: (entity, { kinds }) => hasAnnotations(entity, wanted(kinds)),
  toQuery: ({ kinds }) => allAnnotations(wanted(kinds)),
});

function wanted(kinds: readonly string[]) {
  return {
    [KUBEDC_ANNOTATIONS.gvk]: kinds
      .flatMap(
        // There is nothing of a kind that nobody knows.
        id => kindRegistry.byId(id)?.type ?? [],
      )
      .map(gvkOf),
  };
}
