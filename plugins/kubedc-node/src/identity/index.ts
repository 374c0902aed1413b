export * from './types';
export { kubedcIdentityServiceRef } from './identityService';
