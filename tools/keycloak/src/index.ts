/**
 * Brings and runs a real Keycloak with realms as Kube-DC makes them.
 *
 * @packageDocumentation
 */
export { connectKeycloak } from './connectKeycloak';
export type { KeycloakAddress, KeycloakConnection } from './connectKeycloak';
export { findKeycloak, KEYCLOAK_VERSION } from './distribution';
export type { FindKeycloakOptions } from './distribution';
export * from './realms';
export { startKeycloak } from './startKeycloak';
export type { Keycloak, KeycloakOptions } from './startKeycloak';
export type { Distribution, Logger, NoDistribution } from './types';
