import { spawn } from 'node:child_process';
import { backstageCli, root } from './paths.mjs';

/**
 * Runs `backstage-cli repo <command>` with a person's own arguments, in the foreground of their terminal; resolves to
 * its exit code.
 */
export function handOver(command, args, { node, env }) {
  const child = spawn(node, [backstageCli, 'repo', command, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal);
  }
  // Ctrl-C reaches the child by itself; it ends, and we with it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ? 130 : code));
  });
}
