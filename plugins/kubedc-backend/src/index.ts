/**
 * The kubedc backend plugin.
 *
 * @packageDocumentation
 */
export { kubedcPlugin as default } from './plugin';
