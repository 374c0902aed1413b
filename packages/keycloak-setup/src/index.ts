/**
 * Gives the developer portal its client in the Keycloak realms of a Kube-DC
 * platform.
 *
 * @packageDocumentation
 */
export { KeycloakAdmin } from './admin/KeycloakAdmin';
export type {
  KeycloakAccount,
  KeycloakAdminOptions,
} from './admin/KeycloakAdmin';
export { KeycloakError } from './admin/KeycloakError';
export { ensurePortalClient } from './client/ensurePortalClient';
export type { RealmOutcome } from './client/ensurePortalClient';
export type { PortalClientSettings } from './client/types';
export { run } from './command';
export type { Surroundings } from './command';
export { main } from './main';
