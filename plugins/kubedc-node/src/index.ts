/**
 * How a backend talks to Kube-DC.
 *
 * @packageDocumentation
 */
export * from './errors';
export * from './identity/types';
export * from './installations/types';
export * from './mirror/types';
export * from './operations/types';
export * from './rights/types';
export * from './transport/types';
export * from './services/types';
