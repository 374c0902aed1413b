import { startEmbedded } from './embedded';
import { startReal } from './real';
import {
  API_SERVERS,
  ApiServerKind,
  ApiServerOptions,
  SandboxApiServer,
} from './types';

export { API_SERVERS };
export type { ApiServerKind, ApiServerOptions, SandboxApiServer };

const start = { embedded: startEmbedded, real: startReal };

/**
 * Starts the API server of a kind.
 *
 * @throws Error when the port is taken or, for the real one, when its programs
 * are not to be had
 * @public
 */
export function startApiServer(
  kind: ApiServerKind,
  options: ApiServerOptions,
): Promise<SandboxApiServer> {
  return start[kind](options);
}

/**
 * Reads which API server is meant.
 *
 * @param name - what it was given as, for the message
 * @throws Error that names the choices
 */
export function parseApiServer(name: string, value: string): ApiServerKind {
  const kind = API_SERVERS.find(entry => entry === value);
  if (!kind) {
    throw new Error(`${name} is ${API_SERVERS.join(' or ')}, not "${value}"`);
  }
  return kind;
}

/**
 * The API server that the environment variable `SANDBOX_APISERVER` asks for;
 * the embedded one without.
 *
 * @throws Error when it names neither
 * @public
 */
export function defaultApiServer(): ApiServerKind {
  return parseApiServer(
    'SANDBOX_APISERVER',
    process.env.SANDBOX_APISERVER || 'embedded',
  );
}
