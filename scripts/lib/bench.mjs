import { reportFailures } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { fromRoot, nodeTransform, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { onInterrupt, Processes } from './processes.mjs';
import { say } from './progress.mjs';
import { bringRealApiServer } from './real-apiserver.mjs';
import { ensureToolchain } from './toolchain.mjs';

/** `yarn bench`: brings what is measured with, then measures. Ends the process with the exit code. */
export async function bench(args) {
  const processes = new Processes();
  onInterrupt(async () => {
    await processes.stop();
    process.exit(130);
  });
  const code = await reportFailures(() => run(args, processes));
  await processes.stop();
  process.exit(code);
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
