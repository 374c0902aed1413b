/**
 * What tests of backend plugins and modules share; needs `@backstage/backend-test-utils`.
 *
 * @packageDocumentation
 */
export { actingAuthFactory } from './actingAuthFactory';
