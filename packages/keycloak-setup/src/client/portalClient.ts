import { ClientRepresentation, PortalClientSettings } from './types';

/** Path of the portal's sign-in provider below its backend's address. */
const HANDLER = '/api/auth/kubedc/handler/frame';

const trimmed = (url: string) => url.replace(/\/+$/, '');

/**
 * The portal's client as it shall be: the authorization code flow with PKCE, to
 * the portal's own address only, and nothing else. Its tokens carry no roles of
 * Keycloak.
 */
export function portalClient(
  settings: PortalClientSettings,
): ClientRepresentation {
  const { clientId, clientSecret } = settings;
  const appUrl = trimmed(settings.appUrl);
  return {
    clientId,
    name: 'Developer portal',
    description: 'Sign-in with the developer portal, kept by kubedc-keycloak',
    protocol: 'openid-connect',
    enabled: true,
    ...(clientSecret === undefined
      ? { publicClient: true }
      : {
          publicClient: false,
          clientAuthenticatorType: 'client-secret',
          secret: clientSecret,
        }),
    standardFlowEnabled: true,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: false,
    consentRequired: false,
    fullScopeAllowed: false,
    baseUrl: `${appUrl}/`,
    redirectUris: [`${trimmed(settings.backendUrl)}${HANDLER}`],
    webOrigins: [],
    attributes: {
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': `${appUrl}/*`,
      'use.refresh.tokens': 'true',
    },
  };
}
