export * from './types';
export * from './syncRegistry';
