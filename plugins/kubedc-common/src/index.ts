/**
 * What both sides of the Kube-DC plugins speak.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './kubernetes';
export * from './quantities';
export * from './health';
export * from './kinds';
export * from './operations';
export * from './permissions';
export * from './catalog';
export * from './wire';
