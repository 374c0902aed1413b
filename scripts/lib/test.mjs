import { findBrowser } from './browser.mjs';
import { checks, runCheck } from './checks.mjs';
import { Failure, reportFailures } from './failure.mjs';
import { handOver } from './handover.mjs';
import { ensureInstalled } from './install.mjs';
import { runJest } from './jest.mjs';
import { parseOptions } from './options.mjs';
import { runPlaywright } from './playwright.mjs';
import { startPostgres } from './postgres.mjs';
import { onInterrupt, Processes } from './processes.mjs';
import { heading, say } from './progress.mjs';
import { bringRealApiServer } from './real-apiserver.mjs';
import { sum } from './results.mjs';
import { runScriptTests } from './script-tests.mjs';
import { ensureToolchain } from './toolchain.mjs';

const parts = ['checks', 'unit', 'browser'];

const usage = `npm test -- [options] [arguments for backstage-cli repo test]

  --only=${parts.join(
    '|',
  )}   one part of it: types, lint and configuration; Jest; Playwright

With other arguments, for example a file's name, nothing but those Jest tests is run.`;

/** `npm test`. Ends the process with the exit code. */
export async function test(args) {
  const processes = new Processes();
  onInterrupt(async () => {
    await processes.stop();
    process.exit(130);
  });
  const code = await reportFailures(() => run(args, processes));
  await processes.stop();
  process.exit(code);
}

async function run(args, processes) {
  const { own, rest } = parseOptions(args, { only: parts, help: true });
  if (own.help) {
    console.log(usage);
    return 0;
  }
  const toolchain = await ensureToolchain(processes);
  await ensureInstalled(toolchain, processes);
  if (rest.length > 0) return handOver('test', rest, toolchain);

  const wanted = part => !own.only || own.only === part;
  const results = [];
  const leftOut = [];
  // Where it is to be built that goes on beside the checks.
  const real = wanted('unit') && bringRealApiServer(toolchain, processes);
  if (wanted('checks'))
    results.push(...(await allChecks(toolchain, processes)));
  if (real) results.push(...(await units(real, toolchain, processes, leftOut)));
  if (wanted('browser'))
    results.push(...(await browser(toolchain, processes, leftOut)));
  return conclude(results, leftOut);
}

/** Checks are not tests: one that passes adds nothing to the count, one that fails adds a failure. */
async function allChecks(toolchain, processes) {
  const results = [];
  for (const check of checks) {
    heading(check.title);
    const passed = await runCheck(check, toolchain, processes);
    say(`${check.title}: ${passed ? 'passed' : 'FAILED'}`);
    results.push({ passed: 0, failed: passed ? 0 : 1 });
  }
  return results;
}

async function units(real, toolchain, processes, leftOut) {
  heading('Unit tests of the scripts');
  const scripts = await runScriptTests(toolchain, processes);
  heading('Real API server');
  const { folder, why } = await real.folder();
  if (folder) say(`The tests use the programs in ${folder}`);
  else leftOut.push(`the tests on a real Kubernetes API server (${why})`);
  heading('Unit tests');
  const { server, connection } = await startPostgres(toolchain, processes);
  if (connection) say('PostgreSQL is up; the tests use it and SQLite');
  else {
    leftOut.push(
      'the tests on PostgreSQL, because it does not start here (logs/postgres.log)',
    );
  }
  const jest = await runJest(
    { postgres: connection, apiServer: folder },
    toolchain,
    processes,
  );
  await processes.stopOne(server);
  return [scripts, jest];
}

async function browser(toolchain, processes, leftOut) {
  heading('Browser tests');
  const path = await findBrowser(toolchain, processes);
  if (!path) {
    leftOut.push(
      'the browser tests, because there is no Chromium here and none can be fetched (logs/browser.log): install one and put it on PATH',
    );
    return [];
  }
  say(`Using ${path}`);
  return [await runPlaywright({ browser: path }, toolchain, processes)];
}

function conclude(results, leftOut) {
  const { passed, failed } = sum(results);
  heading('Result');
  for (const what of leftOut) say(`LEFT OUT: ${what}`);
  if (passed + failed === 0 && results.length === 0) {
    throw new Failure('Nothing was tested.');
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
