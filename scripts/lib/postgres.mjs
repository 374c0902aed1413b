import { join } from 'node:path';
import { fromRoot, logsDir } from './paths.mjs';

/**
 * Starts a real PostgreSQL for the tests. Resolves to its connection string, or to `undefined` when this machine
 * cannot run one, and the process.
 */
export async function startPostgres(toolchain, processes) {
  let ready;
  const connection = new Promise(resolve => {
    ready = resolve;
  });
  const server = processes.start(
    toolchain.node,
    [fromRoot('scripts', 'lib', 'postgres-server.mjs')],
    {
      env: toolchain.env,
      log: join(logsDir, 'postgres.log'),
      onLine: line => {
        if (line.startsWith('ready ')) ready(line.slice('ready '.length));
      },
    },
  );
  return {
    server,
    connection: await Promise.race([
      connection,
      server.exited.then(() => undefined),
    ]),
  };
}
