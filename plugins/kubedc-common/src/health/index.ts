export * from './types';
export * from './common';
export * from './readiness';
