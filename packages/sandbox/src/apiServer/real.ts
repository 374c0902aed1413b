import type * as RealApiServerPackage from '@kubedc/real-apiserver';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { ApiServerOptions, SandboxApiServer } from './types';

/**
 * Starts kube-apiserver, etcd and kube-controller-manager beside this process.
 *
 * @throws Error that says why when their programs are not to be had; with the
 * code `EADDRINUSE` when the port is taken
 */
export async function startReal({
  dataDir,
  ...options
}: ApiServerOptions): Promise<SandboxApiServer> {
  await requireFree(options.port);
  // Only who asks for it loads what it brings along.
  const {
    startRealApiServer,
  }: typeof RealApiServerPackage = require('@kubedc/real-apiserver');
  return startRealApiServer({ ...options, dir: dataDir });
}

/** The programs would say that a port is taken in their logs only. */
async function requireFree(port: number): Promise<void> {
  if (!port) {
    return;
  }
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
