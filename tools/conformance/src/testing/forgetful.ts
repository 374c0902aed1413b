import {
  ApiClient,
  PEOPLE,
  TestServer,
} from '@kubedc/embedded-apiserver/testing';
import { findBinaries, startRealApiServer } from '@kubedc/real-apiserver';

/** A server of a test's own, which can be made to forget what has been. */
export interface ForgetfulServer {
  api: ApiClient;
  /** Makes it forget all former states: what asks for them is too late. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

/** How many pages and changes the embedded server is made to remember. */
const MEMORY = 64;

/** An embedded server: it forgets when there is enough else to remember. */
export async function forgetfulEmbedded(): Promise<ForgetfulServer> {
  const api = await TestServer.start({ watchHistory: MEMORY });
  const maps = '/api/v1/namespaces/default/configmaps';
  return {
    api,
    async forget() {
      await api.post(maps, { metadata: { name: 'first' } });
      // It clears up only now and then.
      for (let i = 0; i <= 2 * MEMORY; i++) {
        await api.post(maps, { metadata: { name: `other-${i}` } });
        await api.get(`${maps}?limit=1`);
      }
    },
    stop: () => api.remove(),
  };
}

/**
 * A real server: etcd is compacted.
 *
 * @throws Error when there is no real API server on this machine
 */
export async function forgetfulReal(): Promise<ForgetfulServer> {
  const binaries = await findBinaries();
  if ('missing' in binaries) {
    throw new Error(binaries.missing);
  }
  const server = await startRealApiServer({ tokens: PEOPLE, binaries });
  const api = new ApiClient(server.url, server.caData);
  return {
    api,
    async forget() {
      await server.compact();
      await server.restart();
    },
    async stop() {
      api.close();
      await server.stop();
    },
  };
}
