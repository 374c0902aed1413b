/**
 * A tenancy policy for portals on Kube-DC.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogModuleKubedcPermissionRules } from './catalogModule';
import { permissionModuleKubedc } from './policyModule';

/**
 * The policy, and the catalog's rules it needs.
 *
 * @public
 */
export default createBackendFeatureLoader({
  loader: () => [permissionModuleKubedc, catalogModuleKubedcPermissionRules],
});

export { catalogModuleKubedcPermissionRules, permissionModuleKubedc };
export { kubedcCatalogConditions, kubedcCatalogRules } from './rules';
export * from './policy';
