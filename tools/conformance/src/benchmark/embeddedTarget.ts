import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { residentBytes } from './processMemory';
import { Target } from './target';

/** Starts the embedded API server in a process of its own. */
export async function startEmbedded(): Promise<Target> {
  const dir = await mkdtemp(join(tmpdir(), 'benchmark-embedded-'));
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      ...[
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      ...[require.resolve('./embeddedProcess'), dir],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  const told = async () => {
    const [line] = await once(lines, 'line');
    return JSON.parse(line);
  };
  const { startMs, ...address } = await told();
  return {
    name: 'embedded',
    address,
    startMs,
    async memory() {
      const answer = told();
      child.stdin.write('heap\n');
      const { heap } = await answer;
      const resident = await residentBytes((_, pid) => pid === child.pid);
      return { resident, heap };
    },
    async stop() {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
      await rm(dir, { recursive: true, force: true });
    },
  };
}
