import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '@kubedc/keycloak-setup';
import { demoPeople } from '@kubedc/sandbox';
import {
  createOrganizationRealm,
  PLATFORM_REALM,
  preparePlatformRealm,
} from './realms';
import { Keycloak, startKeycloak } from './startKeycloak';

/** Organizations of the sandbox's demo; each needs its realm. */
const ORGANIZATIONS = ['acme', 'globex', 'initech'];

/** Short, so that a changed group or an ended session shows soon. */
const ACCESS_TOKEN_SECONDS = 60;

async function makeRealms(keycloak: Keycloak): Promise<void> {
  const peopleOf = (realm: string) =>
    demoPeople.filter(person => person.realm === realm);
  await preparePlatformRealm(keycloak, { people: peopleOf(PLATFORM_REALM) });
  for (const organization of ORGANIZATIONS) {
    await createOrganizationRealm(keycloak, organization, {
      people: peopleOf(organization),
      accessTokenSeconds: ACCESS_TOKEN_SECONDS,
    });
  }
}

/**
 * A Keycloak with the realms and people of the sandbox's demo and the portal's
 * clients, for a portal on a sandbox. Says in `keycloak.json` of a folder where
 * it is, and prints `Keycloak ready`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string', default: '.sandbox/keycloak' },
      'portal-url': { type: 'string', default: 'http://localhost:7007' },
    },
  });
  const dir = resolve(values.dir);
  await mkdir(dir, { recursive: true });
  const say = (line: string) => {
    process.stdout.write(`${line}\n`);
  };
  const keycloak = await startKeycloak({ dir, logger: { info: say } });
  const end = () => keycloak.stop().then(() => process.exit(0));
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  await makeRealms(keycloak);

  const clientSecretFile = join(dir, 'client-secret');
  const code = await run(
    [
      ...['--keycloak', keycloak.url, '--ca-file', keycloak.caFile],
      ...['--backend-url', values['portal-url']],
      ...['--client-secret-file', clientSecretFile],
      ...ORGANIZATIONS.flatMap(name => ['--organization', name]),
    ],
    {
      env: {
        KEYCLOAK_ADMIN_CLIENT_ID: keycloak.administrator.clientId,
        KEYCLOAK_ADMIN_CLIENT_SECRET: keycloak.administrator.clientSecret,
      },
      say,
      signal: new AbortController().signal,
    },
  );
  if (code !== 0) {
    throw new Error('the clients of the portal could not be made');
  }
  const facts = {
    url: keycloak.url,
    issuer: keycloak.issuer('{realm}'),
    caFile: keycloak.caFile,
    clientSecretFile,
    administrator: keycloak.administrator,
  };
  const file = join(dir, 'keycloak.json');
  await writeFile(file, JSON.stringify(facts, null, 2), { mode: 0o600 });
  say(`Keycloak ready: ${facts.issuer}`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
