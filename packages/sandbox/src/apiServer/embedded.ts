import { startEmbeddedApiServer } from '@kubedc/embedded-apiserver';
import { ApiServerOptions, SandboxApiServer } from './types';

/** Starts the API server that runs in this process. */
export async function startEmbedded(
  options: ApiServerOptions,
): Promise<SandboxApiServer> {
  return startEmbeddedApiServer(options);
}
