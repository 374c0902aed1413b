import { resolve } from 'node:path';
import { Arguments, USAGE, parseArguments } from './arguments';
import { consoleLogger } from './runtime/logger';
import { startSandbox } from './sandbox';

function readArguments(): Arguments {
  try {
    return parseArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    return process.exit(2);
  }
}

function explain(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & {
    port?: number;
  };
  return code === 'EADDRINUSE'
    ? `Port ${port} is in use; choose another one with --port or --oidc-port.`
    : `The sandbox could not start: ${message ?? error}`;
}

/** Ends the process in order on the first signal, and at once on a second. */
function endOnSignals(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = () => {
    if (isStopping) {
      process.exit(1);
    }
    isStopping = true;
    stop().then(
      () => process.exit(0),
      error => {
        process.stderr.write(`${error}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function main(): Promise<void> {
  const { dir, verbose, ...options } = readArguments();
  const begun = Date.now();
  const sandbox = await startSandbox({
    ...options,
    dir: resolve(dir),
    logger: consoleLogger(verbose),
  });
  endOnSignals(() => sandbox.stop());
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  process.stdout.write(
    `Sandbox ready in ${seconds} s: Kubernetes API at ${
      sandbox.apiServer.url
    }, kubeconfigs in ${resolve(dir, 'kubeconfig')}\n`,
  );
}

main().catch(error => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
