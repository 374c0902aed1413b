/**
 * A tenancy policy for portals on Kube-DC.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogModuleKubedcPermissionRules } from './catalogModule';
import { largeConditionsServiceFactory } from './largeConditions';
import { permissionModuleKubedc } from './policyModule';

/**
 * The policy, the catalog's rules it needs, and room for the conditions of people with many rights.
 *
 * @public
 */
export default createBackendFeatureLoader({
  loader: () => [
    permissionModuleKubedc,
    catalogModuleKubedcPermissionRules,
    largeConditionsServiceFactory,
  ],
});

export {
  catalogModuleKubedcPermissionRules,
  largeConditionsServiceFactory,
  permissionModuleKubedc,
};
export { kubedcCatalogConditions, kubedcCatalogRules } from './rules';
export * from './policy';
