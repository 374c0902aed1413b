import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { runCommand } from './command.mjs';
import { Failure } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { fromRoot, logsDir, nodeTransform, root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { say } from './progress.mjs';
import { bringRealApiServer } from './real-apiserver.mjs';
import { ensureToolchain } from './toolchain.mjs';
import { untilServed } from './wait.mjs';

/** `yarn bench:pages`: starts the portal as in production, then measures its pages. Ends the process with the exit code. */
export function benchPages(args) {
  return runCommand(processes => run(args, processes));
}

/** Builds and starts the portal that the browser tests drive; resolves to its address. */
async function startPortal(dir, toolchain, processes) {
  const { folder, why } = await (
    await bringRealApiServer(toolchain, processes)
  ).folder();
  if (!folder) say(`The embedded API server is used (${why})`);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const log = join(logsDir, 'bench-pages.log');
  const portal = processes.start(
    toolchain.node,
    [fromRoot('scripts', 'e2e-portal.mjs')],
    {
      cwd: root,
      log,
      env: {
        ...toolchain.env,
        E2E_PORT: String(port),
        E2E_DIR: dir,
        E2E_APISERVER: folder ? 'real' : 'embedded',
        ...(folder && { KUBEBUILDER_ASSETS: folder }),
      },
    },
  );
  const ended = portal.exited.then(() => {
    throw new Failure(
      `The portal did not start (${
        portal.tail(1)[0] ?? 'it said nothing'
      }); its output is in ${log}.`,
    );
  });
  await Promise.race([
    untilServed(`${url}/.backstage/health/v1/readiness`, ended),
    ended,
  ]);
  return url;
}

async function run(args, processes) {
  const toolchain = await ensureToolchain(processes);
  await ensureInstalled(toolchain, processes);
  const browser = await findBrowser(toolchain, processes);
  if (!browser) throw new Failure('There is no Chromium to measure in.');
  const dir = fromRoot('test-results', 'bench-pages');
  say('Building and starting the portal');
  const url = await startPortal(dir, toolchain, processes);
  const { code } = await processes.run(
    toolchain.node,
    [
      ...['--require', nodeTransform],
      fromRoot('tools', 'benchmark', 'src', 'pages', 'main.ts'),
      ...['--url', url, '--sandbox', join(dir, 'sandbox')],
      ...args,
    ],
    {
      cwd: root,
      inherit: true,
      env: { ...toolchain.env, CHROMIUM_PATH: browser },
    },
  );
  return code;
}
