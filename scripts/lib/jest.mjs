import { keycloakSuites } from './keycloak.mjs';
import { backstageCli, fromRoot, root } from './paths.mjs';
import { jestSuites } from './real-suites.mjs';
import { jestResults, prepareReport } from './results.mjs';

/**
 * Runs the Jest tests of all packages: on SQLite and, with a connection string, on PostgreSQL; on the embedded API server
 * and, with a folder of its programs, on a real one.
 */
export function runJest({ postgres, apiServer }, toolchain, processes) {
  return run({ name: 'jest', apiServer, postgres }, toolchain, processes);
}

/** Runs the suites that start a sandbox once more, with a real API server under it. */
export function runJestOnRealApiServer({ apiServer }, toolchain, processes) {
  return run(
    {
      name: 'jest-real',
      apiServer,
      patterns: jestSuites,
      env: { SANDBOX_APISERVER: 'real' },
    },
    toolchain,
    processes,
  );
}

/** Runs the suites that start a real Keycloak, which all others leave out. */
export function runJestWithKeycloak({ apiServer }, toolchain, processes) {
  return run(
    {
      name: 'jest-keycloak',
      apiServer,
      patterns: keycloakSuites,
      env: { KEYCLOAK_TESTS: 'on' },
    },
    toolchain,
    processes,
  );
}

async function run(
  { name, apiServer, postgres, patterns = [], env },
  toolchain,
  processes,
) {
  const report = prepareReport(fromRoot('test-results', `${name}.json`));
  const { code } = await processes.run(
    toolchain.node,
    [
      ...[backstageCli, 'repo', 'test'],
      ...['--json', `--outputFile=${report}`],
      ...patterns,
    ],
    {
      cwd: root,
      inherit: true,
      env: {
        ...toolchain.env,
        ...env,
        CI: 'true',
        // Packages that are published as ES modules only are loaded by `import()`, which Jest cannot do otherwise.
        NODE_OPTIONS: `${
          process.env.NODE_OPTIONS ?? ''
        } --experimental-vm-modules`.trim(),
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        ...(apiServer && { KUBEBUILDER_ASSETS: apiServer }),
        ...(postgres && {
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgres,
        }),
      },
    },
  );
  return jestResults(report, code);
}
