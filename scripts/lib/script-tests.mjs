import { readdirSync } from 'node:fs';
import { fromRoot, root } from './paths.mjs';
import { tapResults } from './results.mjs';

/** Runs the tests of these scripts with Node's own runner. */
export async function runScriptTests(toolchain, processes) {
  const files = readdirSync(fromRoot('scripts', 'lib'))
    .filter(name => name.endsWith('.test.mjs'))
    .map(name => fromRoot('scripts', 'lib', name));
  const { code, tail } = await processes.run(
    toolchain.node,
    ['--test', '--test-reporter=tap', ...files],
    { cwd: root, env: toolchain.env },
  );
  if (code !== 0) console.log(tail(200).join('\n'));
  return tapResults(tail(20), code);
}
