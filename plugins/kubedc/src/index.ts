/**
 * The `kubedc` frontend plugin: pages, entity cards and tabs, form fields.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './fieldExtensions';
export { FIELD_NAMES } from './fields/names';
export * from './plugin';
export { withKubedcColumns, withKubedcPresentation } from './presentation';
export { createFromTemplateRouteRef, rootRouteRef } from './routes';
export { kubedcAuthApiRef } from './signIn/apis';
export { kubedcSignInTranslationRef } from './signIn/translation';
export type { KubedcAuthApi, RealmChoice, SessionEnd } from './signIn/types';
export { kubedcTranslationRef } from './translation';
export { isKubedcEntity } from './lib/entityTarget';
