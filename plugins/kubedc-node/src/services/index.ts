export * from './types';
export { DefaultPlatformService } from './DefaultPlatformService';
export { kubedcPlatformServiceRef } from './platformService';
export { kubedcRightsServiceRef } from './rightsService';
