export * from './types';
export * from './common';
