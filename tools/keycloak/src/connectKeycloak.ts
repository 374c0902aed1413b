import { readFileSync } from 'node:fs';
import { KeycloakAdmin } from '@kubedc/keycloak-setup';

/** Where a Keycloak is, and who administers it. */
export interface KeycloakAddress {
  /** `https://localhost:<port>`. */
  readonly url: string;
  /** File with PEM of the authority that its certificate is of. */
  readonly caFile: string;
  /** The account that may do everything; it is made anew for each start. */
  readonly administrator: { clientId: string; clientSecret: string };
}

/** A Keycloak that runs, as its administrator has it. */
export interface KeycloakConnection extends KeycloakAddress {
  /** PEM of the authority that its certificate is of. */
  readonly caData: string;
  /** The admin REST API. */
  readonly admin: KeycloakAdmin;
  /** Issuer of a realm; with `{realm}` the template that configuration takes. */
  issuer(realm: string): string;
}

/** Connects to a Keycloak that another process started. */
export function connectKeycloak({
  url,
  caFile,
  administrator,
}: KeycloakAddress): KeycloakConnection {
  const caData = readFileSync(caFile, 'utf8');
  return {
    url,
    caFile,
    administrator,
    caData,
    admin: new KeycloakAdmin({ url, ca: caData, ...administrator }),
    issuer: realm => `${url}/realms/${realm}`,
  };
}
