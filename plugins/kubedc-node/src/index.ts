/**
 * How a backend talks to Kube-DC.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './errors';
export * from './identity';
export * from './installations';
export * from './mirror';
export * from './operations';
export * from './permissions';
export * from './rights';
export * from './transport';
export * from './services';
export * from './sync';
