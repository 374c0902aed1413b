export { createKubedcPolicyDecision } from './createKubedcPolicyDecision';
export type { KubedcPolicyDecision } from './createKubedcPolicyDecision';
export { KubedcPermissionPolicy } from './KubedcPermissionPolicy';
export { readKubedcPolicyOptions } from './PolicyOptions';
export type { Audience, KubedcPolicyOptions } from './PolicyOptions';
