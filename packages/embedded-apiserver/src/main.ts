import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedApiServer } from './server';
import { writePrivate } from './tls/certificates';

const USAGE =
  'usage: main.ts --data-dir <folder> [--port <number>] [--host <address>] [--keep]';

function readOptions() {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string', default: '0' },
      host: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!values['data-dir']) {
    throw new Error(USAGE);
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port: ${values.port} is no port\n${USAGE}`);
  }
  return { ...values, dataDir: path.resolve(values['data-dir']), port };
}

async function main(): Promise<void> {
  const { dataDir, port, host, keep } = readOptions();
  const token = randomBytes(24).toString('base64url');
  const write = (stream: NodeJS.WriteStream) => (message: string) => {
    stream.write(`${message}\n`);
  };
  const logger = {
    info: write(process.stdout),
    warn: write(process.stderr),
    error: write(process.stderr),
  };
  const server = await startEmbeddedApiServer({
    dataDir,
    port,
    host,
    keep,
    logger,
    tokens: [{ token, user: 'kubernetes-admin', groups: ['system:masters'] }],
  });
  const file = path.join(dataDir, 'admin.kubeconfig');
  writePrivate(file, server.kubeconfig({ user: 'kubernetes-admin', token }));
  logger.info(`Use it with: kubectl --kubeconfig ${file} get namespaces`);
  const stop = () => {
    server.stop().then(
      () => process.exit(0),
      error => {
        logger.error(String(error));
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch(error => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
