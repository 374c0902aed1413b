import { keycloakIdentities } from './keycloak.mjs';
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

/**
 * Runs the tests of sign-in with a real Keycloak and a real API server, with the portal acting for people in one way:
 * all of them in the first of these ways, what a person does to the platform in the others.
 */
export function runPlaywrightWithKeycloak(
  { browser, apiServer, appIsBuilt, identity },
  toolchain,
  processes,
) {
  return run(
    {
      name: `playwright-keycloak-${identity}`,
      browser,
      suites: identity === keycloakIdentities[0] ? [] : ['acts'],
      env: {
        KUBEBUILDER_ASSETS: apiServer,
        E2E_APISERVER: 'real',
        E2E_SIGN_IN: 'keycloak',
        E2E_IDENTITY: identity,
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
      // At any other signal it leaves the portal that it started behind; and that takes its time.
      stopSignal: 'SIGINT',
      graceMs: 20_000,
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
