import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf } from './failure.mjs';
import { fromRoot, logsDir, nodeTransform, root } from './paths.mjs';

/** Where Node.js keeps what it compiled. */
const compileCache = fromRoot('.cache', 'node');

/** Where the sandbox of `npm start` keeps its certificates, kubeconfigs and data. */
export const sandboxDir = fromRoot('.sandbox');

/**
 * Starts the sandbox platform, a process of its own, and waits until everything is served and seeded. With `oidc`, what a
 * Keycloak says of itself, people sign in there.
 *
 * Returns the process and what the sandbox says of itself.
 */
export async function startSandbox(
  { dir, apiPort, oidcPort, oidc, speed, apiServer = 'embedded', keep, log },
  toolchain,
  processes,
) {
  const output = log ?? join(logsDir, 'sandbox.log');
  let ready;
  const readiness = new Promise(resolve => {
    ready = resolve;
  });
  const sandbox = processes.start(
    toolchain.node,
    [
      '--require',
      nodeTransform,
      join('packages', 'sandbox', 'src', 'main.ts'),
      ...['--dir', dir],
      ...['--port', String(apiPort)],
      ...(oidc
        ? ['--oidc-issuer', oidc.issuer, '--oidc-ca-file', oidc.caFile]
        : ['--oidc-port', String(oidcPort)]),
      ...['--speed', speed],
      ...['--apiserver', apiServer],
      ...(keep ? ['--keep'] : []),
    ],
    {
      cwd: root,
      // Compiling its code takes a fifth of its start.
      env: { ...toolchain.env, NODE_COMPILE_CACHE: compileCache },
      log: output,
      onLine: line => {
        if (line.startsWith('Sandbox ready')) ready();
      },
    },
  );
  const ended = await Promise.race([readiness, sandbox.exited]);
  if (ended) {
    const why = whyNotStarted(ended, sandbox.tail(200));
    throw failureOf(why, output, sandbox.tail(20));
  }
  return { process: sandbox, facts: readFacts(dir) };
}

/** Why a sandbox ended before it was ready: what it said of errors last, else the last it said at all, else how it ended. */
export function whyNotStarted({ code, signal }, lines) {
  const said = lines.map(line => line.trim()).filter(Boolean);
  const reason =
    said.findLast(line => /error|could not start|in use/i.test(line)) ??
    said.at(-1) ??
    (signal ? `ended by ${signal}` : `exit code ${code}`);
  return `The sandbox did not start (${reason})`;
}

/** What the sandbox wrote about itself: addresses and people. */
export function readFacts(dir) {
  return JSON.parse(readFileSync(join(dir, 'sandbox.json'), 'utf8'));
}

/** Secrets that the sandbox makes up, by the variable that app-config.yaml takes each from. */
const secrets = {
  SANDBOX_KUBERNETES_TAB_TOKEN: 'kubernetes-tab.token',
  SANDBOX_OIDC_CLIENT_SECRET: 'oidc-client-secret',
};

/**
 * Variables that app-config.yaml takes the sandbox's whereabouts from. Secrets are among them because their files
 * exist only once a sandbox ran, and a build reads the configuration without one.
 */
export function sandboxEnvironment(dir) {
  const env = { SANDBOX_DIR: dir };
  for (const [variable, name] of Object.entries(secrets)) {
    const file = join(dir, name);
    if (existsSync(file)) env[variable] = readFileSync(file, 'utf8').trim();
  }
  return env;
}

/** The people one can sign in as, as lines of a table. */
export function peopleTable({ people }) {
  const rows = people.map(person => [
    person.name,
    person.displayName,
    person.organization ?? '',
    person.role ?? '',
  ]);
  const table = [['Sign in as', 'Name', 'Organization', 'Role'], ...rows];
  const widths = table[0].map((_, column) =>
    Math.max(...table.map(row => row[column].length)),
  );
  return table.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('   ')
      .trimEnd(),
  );
}
