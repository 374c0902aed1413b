import { backstageCli, fromRoot, root } from './paths.mjs';

/** Checks that say yes or no: each a name, and the arguments for Node.js. */
export const checks = [
  {
    name: 'types',
    title: 'Type check',
    args: [
      fromRoot('node_modules', 'typescript', 'bin', 'tsc'),
      '--pretty',
      'false',
    ],
  },
  { name: 'lint', title: 'Lint', args: [backstageCli, 'repo', 'lint'] },
  {
    name: 'config',
    title: 'Configuration',
    args: [backstageCli, 'config:check', '--lax'],
  },
  {
    name: 'config-production',
    title: 'Production configuration',
    args: [
      backstageCli,
      'config:check',
      '--lax',
      ...['--config', 'app-config.production.yaml'],
    ],
  },
];

/** Runs one check; resolves to whether it passed. */
export async function runCheck({ args }, toolchain, processes) {
  const { code } = await processes.run(toolchain.node, args, {
    cwd: root,
    env: toolchain.env,
    inherit: true,
  });
  return code === 0;
}
