export { apiAudienceOf } from './accessTokens';
export { startOidcServer } from './server';
export { PORTAL_CLIENT, PUBLIC_CLIENT } from './clients';
export { PLATFORM_REALM } from './types';
export type {
  CertificateIssuer,
  OidcLogger,
  OidcServer,
  OidcServerOptions,
} from './types';
