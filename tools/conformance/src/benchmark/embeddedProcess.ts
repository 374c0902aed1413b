import { createInterface } from 'node:readline';
import { startEmbeddedApiServer } from '@kubedc/embedded-apiserver';
import { PEOPLE } from '@kubedc/embedded-apiserver/testing';

const tell = (what: object) =>
  process.stdout.write(`${JSON.stringify(what)}\n`);

/**
 * Runs an embedded API server for the process that started this one: tells of
 * it, and of its heap for every line it reads; ends when there are no more.
 */
async function main(): Promise<void> {
  const [dataDir] = process.argv.slice(2);
  const begin = performance.now();
  const server = await startEmbeddedApiServer({ dataDir, tokens: PEOPLE });
  const { url, caData } = server;
  tell({ url, caData, startMs: performance.now() - begin });
  for await (const _line of createInterface({ input: process.stdin })) {
    globalThis.gc?.();
    tell({ heap: process.memoryUsage().heapUsed });
  }
  process.exit();
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
