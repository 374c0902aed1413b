import { run } from './command';

/**
 * The command `kubedc-keycloak` as this process: arguments, environment,
 * signals, exit code.
 *
 * @public
 */
export async function main(): Promise<void> {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => end.abort());
  }
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    say: line => process.stdout.write(`${line}\n`),
    signal: end.signal,
  });
}
