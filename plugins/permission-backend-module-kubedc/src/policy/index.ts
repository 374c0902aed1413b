export { createCatalogReadCriteria } from './catalogCriteria';
export type { CatalogCriteria } from './catalogCriteria';
export { createKubedcPolicyDecision } from './createKubedcPolicyDecision';
export type { KubedcPolicyDecision } from './createKubedcPolicyDecision';
export { KubedcPermissionPolicy } from './KubedcPermissionPolicy';
