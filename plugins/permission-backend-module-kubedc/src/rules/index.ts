import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createConditionExports } from '@backstage/plugin-permission-node';
import { isFromKubedc } from './isFromKubedc';
import { isKubedcObject } from './isKubedcObject';
import { isOfKubedcOrganization } from './isOfKubedcOrganization';

/**
 * Rules for catalog entities that the catalog must know (`catalogModuleKubedcPermissionRules`).
 *
 * @public
 */
export const kubedcCatalogRules = {
  isFromKubedc,
  isKubedcObject,
  isOfKubedcOrganization,
};

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: catalogEntityPermissionResourceRef,
  rules: kubedcCatalogRules,
});

/**
 * Conditions of {@link kubedcCatalogRules} for policies.
 *
 * @public
 */
export const kubedcCatalogConditions = conditions;

export { createConditionalDecision };
