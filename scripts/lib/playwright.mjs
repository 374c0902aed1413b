import { fromRoot, root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { browserSuites } from './real-suites.mjs';
import { playwrightResults, prepareReport } from './results.mjs';

/** Runs the browser tests against a portal that playwright.config.ts starts on free ports. */
export function runPlaywright({ browser }, toolchain, processes) {
  return run({ name: 'playwright', browser }, toolchain, processes);
}

/** Runs the main path once more, with a real API server under the sandbox. */
export function runPlaywrightOnRealApiServer(
  { browser, apiServer, appIsBuilt },
  toolchain,
  processes,
) {
  return run(
    {
      name: 'playwright-real',
      browser,
      suites: browserSuites,
      env: {
        KUBEBUILDER_ASSETS: apiServer,
        E2E_APISERVER: 'real',
        ...(appIsBuilt && { E2E_APP_IS_BUILT: 'true' }),
      },
    },
    toolchain,
    processes,
  );
}

async function run({ name, browser, suites = [], env }, toolchain, processes) {
  const report = prepareReport(fromRoot('test-results', `${name}.json`));
  const { code } = await processes.run(
    toolchain.node,
    [
      fromRoot('node_modules', '@playwright', 'test', 'cli.js'),
      'test',
      ...suites,
    ],
    {
      cwd: root,
      inherit: true,
      env: {
        ...toolchain.env,
        ...env,
        CI: 'true',
        CHROMIUM_PATH: browser,
        E2E_PORT: String(await freePort()),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    },
  );
  return playwrightResults(report, code);
}
