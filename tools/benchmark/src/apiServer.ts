import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedApiServer } from '@kubedc/embedded-apiserver';
import { findBinaries, startRealApiServer } from '@kubedc/real-apiserver';

/** The account that fills the platform and that the portal uses. */
const TOKEN = { token: 'bench', user: 'bench', groups: ['system:masters'] };

/** An API server to measure on. */
export interface BenchApiServer {
  /** What it is, for the report. */
  title: string;
  url: string;
  caFile: string;
  caData: string;
  token: string;
  stop(): Promise<void>;
}

/** Starts the real API server, or the embedded one where that is asked for or the real one cannot be had. */
export async function startApiServer(
  wanted: 'real' | 'embedded',
): Promise<BenchApiServer> {
  if (wanted === 'real') {
    const binaries = await findBinaries();
    if (!('missing' in binaries)) {
      const server = await startRealApiServer({ binaries, tokens: [TOKEN] });
      return {
        title: 'kube-apiserver with etcd',
        url: server.url,
        caFile: server.caFile,
        caData: server.caData,
        token: TOKEN.token,
        stop: () => server.stop(),
      };
    }
    process.stderr.write(
      `The embedded API server is used, because ${binaries.missing}\n`,
    );
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'benchmark-'));
  const server = await startEmbeddedApiServer({
    dataDir,
    tokens: [TOKEN],
    watchHistory: 100_000,
  });
  return {
    title: 'embedded API server',
    url: server.url,
    caFile: server.caFile,
    caData: server.caData,
    token: TOKEN.token,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
