import { backstageCli, fromRoot, root } from './paths.mjs';
import { jestResults, prepareReport } from './results.mjs';

/**
 * Runs the Jest tests of all packages: on SQLite and, with a connection string, on PostgreSQL; on the embedded API server
 * and, with a folder of its programs, on a real one.
 */
export async function runJest({ postgres, apiServer }, toolchain, processes) {
  const report = prepareReport(fromRoot('test-results', 'jest.json'));
  const { code } = await processes.run(
    toolchain.node,
    [backstageCli, 'repo', 'test', '--json', `--outputFile=${report}`],
    {
      cwd: root,
      inherit: true,
      env: {
        ...toolchain.env,
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
