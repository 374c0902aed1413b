import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEOPLE } from '@kubedc/embedded-apiserver/testing';
import { Binaries, startRealApiServer } from '@kubedc/real-apiserver';
import { residentBytes } from './processMemory';
import { Target } from './target';

/** Starts a real API server with its controllers. */
export async function startReal(binaries: Binaries): Promise<Target> {
  const dir = await mkdtemp(join(tmpdir(), 'benchmark-real-'));
  const begin = performance.now();
  const server = await startRealApiServer({ dir, tokens: PEOPLE, binaries });
  return {
    name: 'real',
    address: { url: server.url, caData: server.caData },
    startMs: performance.now() - begin,
    // All but the controllers, which are at work in another process too.
    memory: async () => ({
      resident: await residentBytes(
        args =>
          args.includes(dir) && /\/(etcd|kube-apiserver) /.test(`${args} `),
      ),
    }),
    async stop() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
