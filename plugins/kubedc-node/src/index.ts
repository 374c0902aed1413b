/**
 * How a backend talks to Kube-DC.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './errors';
export * from './identity/types';
export * from './installations';
export * from './mirror';
export * from './operations/types';
export * from './rights';
export * from './transport';
export * from './services';
