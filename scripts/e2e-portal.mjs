// The portal that the browser tests drive, as in production: the built app served by the backend, on PostgreSQL; but on a
// sandbox in a hurry, whose API server E2E_APISERVER names. With E2E_SIGN_IN=keycloak people sign in to a real Keycloak, and
// E2E_IDENTITY says how the portal then acts for them. What it keeps and says is in the folder E2E_DIR.
// It ends with the process E2E_RUNNER.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeEarlierRuns } from './lib/earlier-runs.mjs';
import { failureOf, reportFailures } from './lib/failure.mjs';
import { keycloakEnvironment, startKeycloak } from './lib/keycloak.mjs';
import { backstageCli, fromRoot, nodeTransform } from './lib/paths.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { onInterrupt, Processes } from './lib/processes.mjs';
import { say } from './lib/progress.mjs';
import { sandboxEnvironment, startSandbox } from './lib/sandbox.mjs';

const port = process.env.E2E_PORT;
const apiServer = process.env.E2E_APISERVER ?? 'embedded';
const withKeycloak = process.env.E2E_SIGN_IN === 'keycloak';
const dir =
  process.env.E2E_DIR ?? fromRoot('test-results', `e2e-${process.pid}`);
const sandboxDir = join(dir, 'sandbox');
const toolchain = { node: process.execPath, env: process.env };

async function buildApp(processes) {
  if (process.env.E2E_APP_IS_BUILT) {
    return;
  }
  const log = join(dir, 'build.log');
  const { code, tail } = await processes.run(
    toolchain.node,
    [backstageCli, 'package', 'build'],
    { cwd: fromRoot('packages', 'app'), log },
  );
  if (code !== 0) {
    throw failureOf('The app does not build', log, tail(20));
  }
  say('The app is built');
}

/** The database of the production configuration where it runs here, else the one of the evaluation setup. */
async function database(processes) {
  const { connection } = await startPostgres(toolchain, processes);
  if (!connection) {
    say('PostgreSQL does not start here; the portal runs on SQLite');
    return {};
  }
  const { hostname, port: pgPort, username, password } = new URL(connection);
  return {
    APP_CONFIG_backend_database_client: 'pg',
    APP_CONFIG_backend_database_connection: JSON.stringify({
      host: hostname,
      port: Number(pgPort),
      user: username,
      password,
    }),
  };
}

/**
 * The sandbox and, before it, the Keycloak whose tokens it trusts; resolves to what the portal must know of them.
 *
 * The sandbox picks its ports: one that is picked before Keycloak starts may be taken once it has.
 */
async function platform(processes) {
  const keycloak =
    withKeycloak &&
    (await startKeycloak(
      { dir: join(dir, 'keycloak'), portalUrl: `http://localhost:${port}` },
      toolchain,
      processes,
    ));
  const { facts } = await startSandbox(
    {
      dir: sandboxDir,
      apiPort: 0,
      oidcPort: 0,
      oidc: keycloak,
      speed: 'fast',
      apiServer,
      log: join(dir, 'sandbox.log'),
    },
    toolchain,
    processes,
  );
  return {
    SANDBOX_PORT: new URL(facts.apiServer).port,
    ...(keycloak
      ? keycloakEnvironment(keycloak)
      : { SANDBOX_OIDC_PORT: new URL(facts.oidc.issuer).port }),
  };
}

async function serve(processes) {
  removeEarlierRuns(dir);
  mkdirSync(dir, { recursive: true });
  const [databaseEnvironment, , platformEnvironment] = await Promise.all([
    database(processes),
    buildApp(processes),
    platform(processes),
  ]);
  const log = join(dir, 'backend.log');
  const backend = processes.start(
    toolchain.node,
    [
      '--enable-source-maps',
      '--require',
      nodeTransform,
      join('src', 'index.ts'),
    ],
    {
      cwd: fromRoot('packages', 'backend'),
      log,
      env: {
        ...toolchain.env,
        ...sandboxEnvironment(sandboxDir),
        ...databaseEnvironment,
        ...platformEnvironment,
        NODE_ENV: 'production',
        PORT: port,
        BACKEND_PORT: port,
      },
    },
  );
  await backend.exited;
  throw failureOf('The backend ended by itself', log, backend.tail(20));
}

const processes = new Processes();
let interrupted = false;
onInterrupt(
  async () => {
    interrupted = true;
    await processes.stop();
    process.exit(0);
  },
  { runner: Number(process.env.E2E_RUNNER) },
);
const code = await reportFailures(async () => {
  try {
    return await serve(processes);
  } catch (error) {
    // What ends because we are stopping is no failure.
    if (!interrupted) throw error;
    return new Promise(() => {});
  }
});
await processes.stop();
process.exit(code);
