import { runCommand } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { fromRoot, nodeTransform, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { say } from './progress.mjs';
import { bringRealApiServer } from './real-apiserver.mjs';
import { ensureToolchain } from './toolchain.mjs';

/** `yarn bench`: brings what is measured with, then measures. Ends the process with the exit code. */
export function bench(args) {
  return runCommand(processes => run(args, processes));
}

async function run(args, processes) {
  const toolchain = await ensureToolchain(processes);
  await ensureInstalled(toolchain, processes);
  const { folder, why } = await (
    await bringRealApiServer(toolchain, processes)
  ).folder();
  if (!folder) say(`LEFT OUT: the real API server (${why})`);
  const { connection } = await startPostgres(toolchain, processes);
  const { code } = await processes.run(
    toolchain.node,
    [
      '--expose-gc',
      '--max-old-space-size=8192',
      ...['--require', nodeTransform],
      fromRoot('tools', 'benchmark', 'src', 'main.ts'),
      ...args,
    ],
    {
      cwd: root,
      inherit: true,
      env: {
        ...toolchain.env,
        ...(folder && { KUBEBUILDER_ASSETS: folder }),
        ...(connection && { BENCH_POSTGRES: connection }),
      },
    },
  );
  return code;
}
