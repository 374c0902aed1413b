import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createConditionExports } from '@backstage/plugin-permission-node';
import { isFromKubedc } from './isFromKubedc';
import { isInKubedcOrganization } from './isInKubedcOrganization';
import { isInKubedcProject } from './isInKubedcProject';
import { isKubedcObject } from './isKubedcObject';
import { isOfKubedcKind } from './isOfKubedcKind';

/**
 * Rules for catalog entities that the catalog must know (`catalogModuleKubedcPermissionRules`).
 *
 * @public
 */
export const kubedcCatalogRules = {
  isFromKubedc,
  isInKubedcOrganization,
  isInKubedcProject,
  isKubedcObject,
  isOfKubedcKind,
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
