import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf } from './failure.mjs';
import { fromRoot, logsDir, nodeTransform, root } from './paths.mjs';
import { say } from './progress.mjs';

const FOUND = 'KEYCLOAK=';

const program = name => [
  ...['--require', nodeTransform],
  fromRoot('tools', 'keycloak', 'src', name),
];

/** How the portal acts for people, one after the other. */
export const keycloakIdentities = ['oidc', 'impersonate'];

/** Suites of Jest that need a real Keycloak, by pattern. */
export const keycloakSuites = ['[kK]eycloak\\.test\\.ts$'];

/**
 * Brings a Keycloak, which may be copied, downloaded and built, once; resolves to `{ folder }`, or to `{ why }` there is
 * none.
 */
export async function bringKeycloak(toolchain, processes) {
  const { exited, tail } = processes.start(toolchain.node, program('main.ts'), {
    cwd: root,
    env: toolchain.env,
    log: join(logsDir, 'keycloak.log'),
    onLine: line => line.startsWith(FOUND) || say(line),
  });
  const { code } = await exited;
  return outcome(code, tail(20));
}

/** What the program that brings it ended with. */
export function outcome(code, lines) {
  const found = lines.find(line => line.startsWith(FOUND));
  if (code === 0 && found) return { folder: found.slice(FOUND.length) };
  return { why: lines.at(-1) ?? `exit code ${code}` };
}

/**
 * Starts a Keycloak with the demo's realms, people and clients of a portal, a process of its own.
 *
 * Resolves to what it says of itself.
 */
export async function startKeycloak({ dir, portalUrl }, toolchain, processes) {
  const log = join(dir, 'demo.log');
  let ready;
  const readiness = new Promise(resolve => {
    ready = resolve;
  });
  const keycloak = processes.start(
    toolchain.node,
    [...program('demo.ts'), '--dir', dir, '--portal-url', portalUrl],
    {
      cwd: root,
      env: toolchain.env,
      log,
      onLine: line => {
        if (line.startsWith('Keycloak ready')) ready();
      },
    },
  );
  if (await Promise.race([readiness, keycloak.exited])) {
    throw failureOf('Keycloak did not start', log, keycloak.tail(20));
  }
  return JSON.parse(readFileSync(join(dir, 'keycloak.json'), 'utf8'));
}

/** Variables that put a Keycloak into the portal's configuration, in place of the sandbox's own sign-in server. */
export function keycloakEnvironment({ issuer, caFile, clientSecretFile }) {
  const oidc = 'APP_CONFIG_kubedc_installations_sandbox_oidc';
  return {
    [`${oidc}_issuer`]: issuer,
    [`${oidc}_caFile`]: caFile,
    // One of them is not there yet: its realm comes while the portal runs.
    [`${oidc}_organizations`]: JSON.stringify(['acme', 'globex', 'hooli']),
    SANDBOX_OIDC_CLIENT_SECRET: readFileSync(clientSecretFile, 'utf8').trim(),
    APP_CONFIG_kubedc_installations_sandbox_identity:
      process.env.E2E_IDENTITY ?? 'impersonate',
  };
}
