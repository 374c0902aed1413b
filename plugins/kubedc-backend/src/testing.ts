/**
 * What tests of a whole portal need to know of the `kubedc` plugin.
 *
 * @packageDocumentation
 */
export { describeRoutes } from './router/describeRoutes';
export type { RouteDescription } from './router/describeRoutes';
