/**
 * A Kubernetes API server inside one Node.js process.
 *
 * @packageDocumentation
 */
export { startEmbeddedApiServer } from './server';
export type {
  EmbeddedApiServer,
  EmbeddedApiServerOptions,
  KubeconfigOptions,
} from './server';
export type { StaticToken } from './authn/authenticator';
export type { Logger } from './types';
