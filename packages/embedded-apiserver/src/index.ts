/**
 * A Kubernetes API server inside one Node.js process.
 *
 * @packageDocumentation
 */
export { startEmbeddedApiServer } from './server';
export type { EmbeddedApiServer, EmbeddedApiServerOptions } from './server';
export type { KubeconfigOptions } from './kubeconfig';
export type {
  AuthenticationConfiguration,
  ClaimOrExpression,
  JwtAuthenticatorConfiguration,
  JwtIssuer,
  PrefixedClaimOrExpression,
} from './authn/authenticationConfiguration';
export type { StaticToken } from './authn/authenticator';
export type { Logger } from './types';
