export * from './types';
export { kubedcIdentityServiceRef } from './identityService';
export { readPersonToken } from './personToken';
export type { PersonToken } from './personToken';
