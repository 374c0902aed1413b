export * from './availability';
export * from './types';
export * from './schemas';
export * from './fields';
export * from './define';
export * from './taskKey';
