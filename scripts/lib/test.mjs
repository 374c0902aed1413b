import { findBrowser } from './browser.mjs';
import { checks, runCheck } from './checks.mjs';
import { runCommand } from './command.mjs';
import { Failure } from './failure.mjs';
import { handOver } from './handover.mjs';
import { ensureInstalled } from './install.mjs';
import {
  runJest,
  runJestOnRealApiServer,
  runJestWithKeycloak,
} from './jest.mjs';
import { bringKeycloak, keycloakIdentities } from './keycloak.mjs';
import { parseOptions } from './options.mjs';
import {
  runPlaywright,
  runPlaywrightOnRealApiServer,
  runPlaywrightWithKeycloak,
} from './playwright.mjs';
import { startPostgres } from './postgres.mjs';
import { heading, say } from './progress.mjs';
import { bringRealApiServer } from './real-apiserver.mjs';
import { sum } from './results.mjs';
import { runScriptTests } from './script-tests.mjs';
import { ensureToolchain } from './toolchain.mjs';

const parts = ['checks', 'unit', 'browser', 'real', 'keycloak'];

const usage = `npm test -- [options] [arguments for backstage-cli repo test]

  --only=${parts.join('|')}
                     one part of it: types, lint and configuration; Jest; Playwright; what of both runs once more on a
                     real kube-apiserver; sign-in with a real Keycloak

With other arguments, for example a file's name, nothing but those Jest tests is run.`;

/** `npm test`. Ends the process with the exit code. */
export function test(args) {
  return runCommand(processes => run(args, processes));
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
  const real =
    (wanted('unit') || wanted('real') || wanted('keycloak')) &&
    bringRealApiServer(toolchain, processes);
  if (wanted('checks'))
    results.push(...(await allChecks(toolchain, processes)));
  const apiServer = real && (await programs(real, leftOut));
  if (wanted('unit'))
    results.push(...(await units(apiServer, toolchain, processes, leftOut)));
  const chromium =
    (wanted('browser') ||
      ((wanted('real') || wanted('keycloak')) && apiServer)) &&
    (await findChromium(toolchain, processes, leftOut));
  if (wanted('browser') && chromium)
    results.push(await browser(chromium, toolchain, processes));
  if (wanted('real') && apiServer) {
    results.push(
      ...(await onRealApiServer(
        { apiServer, chromium, appIsBuilt: wanted('browser') },
        toolchain,
        processes,
      )),
    );
  }
  if (wanted('keycloak')) {
    results.push(
      ...(await withKeycloak(
        {
          apiServer,
          chromium,
          appIsBuilt: wanted('browser') && Boolean(chromium),
        },
        toolchain,
        processes,
        leftOut,
      )),
    );
  }
  return conclude(results, leftOut);
}

/** Folder of the real API server's programs, where there are any. */
async function programs(real, leftOut) {
  heading('Real API server');
  const { folder, why } = await real.folder();
  if (folder) say(`The tests use the programs in ${folder}`);
  else leftOut.push(`the tests on a real Kubernetes API server (${why})`);
  return folder;
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

async function units(apiServer, toolchain, processes, leftOut) {
  heading('Unit tests of the scripts');
  const scripts = await runScriptTests(toolchain, processes);
  heading('Unit tests');
  const { server, connection } = await startPostgres(toolchain, processes);
  if (connection) say('PostgreSQL is up; the tests use it and SQLite');
  else {
    leftOut.push(
      'the tests on PostgreSQL, because it does not start here (logs/postgres.log)',
    );
  }
  const jest = await runJest(
    { postgres: connection, apiServer },
    toolchain,
    processes,
  );
  await processes.stopOne(server);
  return [scripts, jest];
}

async function findChromium(toolchain, processes, leftOut) {
  heading('Browser');
  const path = await findBrowser(toolchain, processes);
  if (path) say(`The browser tests use ${path}`);
  else {
    leftOut.push(
      'the browser tests, because there is no Chromium here and none can be fetched (logs/browser.log): install one and put it on PATH',
    );
  }
  return path;
}

async function browser(chromium, toolchain, processes) {
  heading('Browser tests');
  return runPlaywright({ browser: chromium }, toolchain, processes);
}

/** The suites that start a sandbox, and the browser's main path, with a real API server under the platform. */
async function onRealApiServer(
  { apiServer, chromium, appIsBuilt },
  toolchain,
  processes,
) {
  heading('Unit tests, the sandbox on the real API server');
  const results = [
    await runJestOnRealApiServer({ apiServer }, toolchain, processes),
  ];
  if (chromium) {
    heading('Browser tests, the sandbox on the real API server');
    results.push(
      await runPlaywrightOnRealApiServer(
        { apiServer, appIsBuilt, browser: chromium },
        toolchain,
        processes,
      ),
    );
  }
  return results;
}

/** Suites that start a real Keycloak, and the browser signing in with one to a portal on a real API server. */
async function withKeycloak(
  { apiServer, chromium, appIsBuilt },
  toolchain,
  processes,
  leftOut,
) {
  heading('Keycloak');
  const { why } = await bringKeycloak(toolchain, processes);
  if (why) {
    leftOut.push(`the tests with a real Keycloak (${why})`);
    return [];
  }
  heading('Unit tests with a real Keycloak');
  const results = [
    await runJestWithKeycloak({ apiServer }, toolchain, processes),
  ];
  if (!apiServer || !chromium) {
    leftOut.push(
      'the browser tests with a real Keycloak, because they need a real API server and a browser',
    );
    return results;
  }
  heading('Browser tests with a real Keycloak');
  let isBuilt = appIsBuilt;
  for (const identity of keycloakIdentities) {
    results.push(
      await runPlaywrightWithKeycloak(
        { browser: chromium, apiServer, appIsBuilt: isBuilt, identity },
        toolchain,
        processes,
      ),
    );
    isBuilt = true;
  }
  return results;
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
