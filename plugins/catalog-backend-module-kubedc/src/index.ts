/**
 * The Kube-DC platform in the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleKubedc as default } from './module';
export { PEOPLE_TOPIC, type SignInEvent } from './providers/signInEvent';
export * from './converters/types';
