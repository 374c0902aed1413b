export * from './resources';
export * from './operations';
export * from './platform';
export * from './sync';
export * from './audit';
export * from './rights';
export * from './grants';
