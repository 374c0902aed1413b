import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const port = Number(process.env.E2E_PORT ?? 7017);
process.env.E2E_PORT = String(port);
const withKeycloak = process.env.E2E_SIGN_IN === 'keycloak';
// Results of the runs on a real API server and with a real Keycloak are kept beside those of the other.
const suffix = withKeycloak
  ? `-keycloak-${process.env.E2E_IDENTITY ?? 'impersonate'}`
  : process.env.E2E_APISERVER === 'real'
  ? '-real'
  : '';
// A folder of this run alone: what an earlier run left may still be ending.
process.env.E2E_DIR ??= resolve('test-results', `e2e${suffix}-${process.pid}`);
// It ends with this process, also when this one is killed.
process.env.E2E_RUNNER ??= String(process.pid);
const baseURL = process.env.PLAYWRIGHT_URL ?? `http://localhost:${port}`;

/** Browser tests against a portal and a sandbox of their own; with PLAYWRIGHT_URL against one that runs already. */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  ...(withKeycloak
    ? { testMatch: 'keycloak/**/*.test.ts' }
    : { testIgnore: 'keycloak/**' }),
  // Nothing is waited for longer than it takes; a busy machine may take this long.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  workers: 1,
  outputDir: `test-results/playwright${suffix}`,
  reporter: [
    ['list'],
    ['json', { outputFile: `test-results/playwright${suffix}.json` }],
    ['html', { open: 'never', outputFolder: `e2e-test-report${suffix}` }],
  ],
  webServer: process.env.PLAYWRIGHT_URL
    ? undefined
    : {
        command: `"${process.execPath}" scripts/e2e-portal.mjs`,
        url: `${baseURL}/.backstage/health/v1/readiness`,
        // On a busy machine it is the build of the app and the start of Keycloak and a real API server, all at once.
        timeout: 600_000,
        // Longer than scripts/lib/processes.mjs takes to end them.
        gracefulShutdown: { signal: 'SIGTERM', timeout: 45_000 },
        stdout: 'pipe',
      },
  use: {
    baseURL,
    // Keycloak's certificate is of an authority that is made for the run.
    ignoreHTTPSErrors: withKeycloak,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
      ],
    },
  },
});
