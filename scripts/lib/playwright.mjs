import { fromRoot, root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { playwrightResults, prepareReport } from './results.mjs';

/** Runs the browser tests against a portal that playwright.config.ts starts on free ports. */
export async function runPlaywright({ browser }, toolchain, processes) {
  const report = prepareReport(fromRoot('test-results', 'playwright.json'));
  const { code } = await processes.run(
    toolchain.node,
    [fromRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test'],
    {
      cwd: root,
      inherit: true,
      env: {
        ...toolchain.env,
        CI: 'true',
        CHROMIUM_PATH: browser,
        E2E_PORT: String(await freePort()),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    },
  );
  return playwrightResults(report, code);
}
