import { join } from 'node:path';
import { fromRoot, logsDir, nodeTransform, root } from './paths.mjs';
import { say } from './progress.mjs';

const FOUND = 'KUBEBUILDER_ASSETS=';

/**
 * Begins to bring the programs of a real kube-apiserver: from the environment, a cache, a download, or a build that
 * takes five minutes, once. Other things may be done meanwhile.
 *
 * Returns `folder()`, which waits for them, saying how it goes on, and resolves to `{ folder }` or to `{ why }` there is
 * none.
 */
export function bringRealApiServer(toolchain, processes) {
  const lines = [];
  let tell = line => lines.push(line);
  const { exited, tail } = processes.start(
    toolchain.node,
    [
      ...['--require', nodeTransform],
      fromRoot('tools', 'real-apiserver', 'src', 'main.ts'),
    ],
    {
      cwd: root,
      env: toolchain.env,
      log: join(logsDir, 'real-apiserver.log'),
      onLine: line => tell(line),
    },
  );
  return {
    async folder() {
      tell = line => line.startsWith(FOUND) || say(line);
      lines.slice(-1).forEach(tell);
      const { code } = await exited;
      return outcome(code, tail(20));
    },
  };
}

/** What the program that brings them ended with. */
export function outcome(code, lines) {
  const found = lines.find(line => line.startsWith(FOUND));
  if (code === 0 && found) return { folder: found.slice(FOUND.length) };
  return { why: lines.at(-1) ?? `exit code ${code}` };
}
