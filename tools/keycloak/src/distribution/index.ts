export { findKeycloak } from './findKeycloak';
export type { FindKeycloakOptions } from './findKeycloak';
export { KEYCLOAK_VERSION } from './version';
