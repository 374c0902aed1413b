/**
 * A protocol mapper of Keycloak: what puts a claim into a token.
 *
 * @public
 */
export interface ProtocolMapper {
  id?: string;
  name: string;
  protocol: string;
  protocolMapper: string;
  config: Record<string, string>;
}

/**
 * A client of a realm, as far as it matters here.
 *
 * @public
 */
export interface ClientRepresentation {
  id?: string;
  clientId: string;
  name?: string;
  description?: string;
  secret?: string;
  enabled?: boolean;
  protocol?: string;
  publicClient?: boolean;
  standardFlowEnabled?: boolean;
  implicitFlowEnabled?: boolean;
  directAccessGrantsEnabled?: boolean;
  serviceAccountsEnabled?: boolean;
  fullScopeAllowed?: boolean;
  consentRequired?: boolean;
  clientAuthenticatorType?: string;
  baseUrl?: string;
  redirectUris?: string[];
  webOrigins?: string[];
  attributes?: Record<string, string>;
  defaultClientScopes?: string[];
  protocolMappers?: ProtocolMapper[];
}

/**
 * What the portal's client of a realm is made of.
 *
 * @public
 */
export interface PortalClientSettings {
  /** Name of the client; `oidc.clientId` of the portal's configuration. */
  clientId: string;
  /** `oidc.clientSecret` of the portal's configuration; without it the client is public. */
  clientSecret?: string;
  /** The portal's `backend.baseUrl`. */
  backendUrl: string;
  /** The portal's `app.baseUrl`. */
  appUrl: string;
  /** Audience that the Kubernetes API server trusts tokens of the realm for. */
  audience: string;
  /**
   * The organization whose realm it is, or in a realm of all organizations the
   * attribute of accounts that names theirs; none in the realm of the platform.
   */
  organization?: string | { attribute: string };
}
