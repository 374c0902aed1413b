import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANAGER, accountsOf } from './accounts';
import { ApiServerKind, defaultApiServer, startApiServer } from './apiServer';
import { OidcServer, PLATFORM_REALM, startOidcServer } from './oidc';
import { Person, demoPeople } from './people';
import { CertificateAuthority } from './pki/certificateAuthority';
import { Speed } from './runtime/clock';
import { Logger, quietLogger } from './runtime/logger';
import { TrustedIssuers, authenticationOf } from './signIn/authentication';
import { followOrganizations } from './signIn/realms';
import { startPlatform } from './startPlatform';
import { openTokens } from './tokens';

/** How {@link startSandbox} shall start. */
export type SandboxOptions = {
  /** Where the sandbox keeps its state and writes what others need. */
  dir: string;
  /** Port of the Kubernetes API; 0 for a free one. */
  port: number;
  /** Port of the sign-in server, 0 for a free one; none is started without. */
  oidcPort?: number;
  /**
   * A Keycloak that people sign in to instead: its issuers with `{realm}`, and a
   * file with PEM of what its certificate is of. Its realms are not the sandbox's
   * matter; the API server trusts those of the people and of organizations.
   */
  signInElsewhere?: { issuer: string; caFile: string };
  /** `human`: changes take seconds to a minute. `fast`: milliseconds. */
  speed: Speed;
  /**
   * The API server under the platform. Default: what the environment variable
   * `SANDBOX_APISERVER` says, or `embedded`.
   */
  apiServer?: ApiServerKind;
  /** Goes on with the state of the last time. Default: starts afresh. */
  keep?: boolean;
  /** The demo tenants, or an empty platform. Default: `demo`. */
  seed?: 'demo' | 'none';
  /** Who can sign in. Default: the demo people. */
  people?: Person[];
  logger?: Logger;
};

/** A running sandbox. */
export type Sandbox = {
  apiServer: { url: string; caFile: string };
  /** Where people sign in; undefined without `oidcPort`. */
  oidc?: { issuer(realm: string): string; clientSecretFile: string };
  people: Person[];
  /**
   * The kubeconfig of `admin`, `portal`, `kubernetes-tab` or a person, as YAML.
   *
   * @throws Error if there is nobody of that name
   */
  kubeconfig(name: string): string;
  stop(): Promise<void>;
};

/**
 * Starts a Kube-DC platform to try: a Kubernetes API, the platform on it, and a
 * sign-in server. Resolves when all of it is served and the demo tenants are
 * there.
 *
 * @throws Error when a port is taken, or when the real API server is asked for
 * and its programs are not to be had
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const {
    dir,
    seed = 'demo',
    people = demoPeople,
    logger = quietLogger,
  } = options;
  const kind = options.apiServer ?? defaultApiServer();
  await rm(join(dir, 'sandbox.json'), { force: true });
  await mkdir(join(dir, 'kubeconfig'), { recursive: true });
  const authority = await CertificateAuthority.open(join(dir, 'pki'));
  const accounts = accountsOf(people);
  const tokens = await openTokens(
    join(dir, 'tokens.json'),
    accounts.map(({ name }) => name),
  );
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) {
      await end();
    }
  };
  try {
    const oidc = await startSignIn(options, people, authority, logger);
    stops.push(async () => oidc?.stop());
    const realms = realmsOf(people);
    const issuers = await issuersOf(options, oidc, authority);
    const apiServer = await startApiServer(kind, {
      // Each has a folder of its own, as neither can read the other's.
      dataDir: join(dir, kind === 'real' ? 'real-apiserver' : 'apiserver'),
      port: options.port,
      keep: options.keep,
      logger,
      tokens: accounts.map(({ name, user, groups }) => ({
        token: tokens[name],
        user,
        groups,
      })),
      ...(issuers ? { authentication: authenticationOf(realms, issuers) } : {}),
    });
    stops.push(() => apiServer.stop());
    const connection = {
      server: apiServer.url,
      ca: apiServer.caData,
      token: tokens[MANAGER],
    };
    const platform = await startPlatform({
      connection,
      authority,
      speed: options.speed,
      seed,
      logger,
    });
    stops.push(() => platform.stop());
    if (issuers) {
      const following = followOrganizations({
        connection,
        oidc,
        apiServer,
        always: realms,
        issuers,
        logger,
      });
      stops.push(() => following.stop());
    }
    const kubeconfig = (name: string) => {
      const account = accounts.find(entry => entry.name === name);
      if (!account) {
        throw new Error(`the sandbox has nobody called "${name}"`);
      }
      return apiServer.kubeconfig({
        user: account.name,
        token: tokens[account.name],
      });
    };
    const caFile = join(dir, 'ca.crt');
    await writeFile(
      caFile,
      `${apiServer.caData.trimEnd()}\n${authority.certificate}\n`,
    );
    await writeFile(
      join(dir, 'kubernetes-tab.token'),
      tokens['kubernetes-tab'],
      {
        mode: 0o600,
      },
    );
    for (const { name } of accounts.filter(entry => entry.name !== MANAGER)) {
      await writeFile(
        join(dir, 'kubeconfig', `${name}.yaml`),
        kubeconfig(name),
        { mode: 0o600 },
      );
    }
    await announce(dir, {
      apiServer: apiServer.url,
      caFile,
      ...(oidc
        ? {
            oidc: {
              issuer: oidc.issuer('{realm}'),
              loginUrl: oidc.loginUrl,
              clientSecretFile: oidc.clientSecretFile,
            },
          }
        : {}),
      people: people.map(({ name, displayName, organization, role }) => ({
        name,
        displayName,
        organization,
        role,
      })),
    });
    return {
      apiServer: { url: apiServer.url, caFile },
      oidc,
      people,
      kubeconfig,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the sign-in server if there shall be one. */
async function startSignIn(
  { dir, oidcPort }: SandboxOptions,
  people: Person[],
  ca: CertificateAuthority,
  logger: Logger,
) {
  if (oidcPort === undefined) {
    return undefined;
  }
  return startOidcServer({
    dir,
    port: oidcPort,
    people,
    realms: realmsOf(people),
    ca,
    logger,
  });
}

/** Whose tokens the API server trusts; nobody's where there is no sign-in. */
async function issuersOf(
  { signInElsewhere }: SandboxOptions,
  oidc: OidcServer | undefined,
  authority: CertificateAuthority,
): Promise<TrustedIssuers | undefined> {
  if (signInElsewhere) {
    const { issuer, caFile } = signInElsewhere;
    return {
      issuer: realm => issuer.replace('{realm}', realm),
      authority: await readFile(caFile, 'utf8'),
    };
  }
  return oidc && { issuer: oidc.issuer, authority: authority.certificate };
}

/** The realms that are there from the beginning: the platform's, the people's. */
function realmsOf(people: Person[]): string[] {
  return [...new Set([PLATFORM_REALM, ...people.map(({ realm }) => realm)])];
}

/** Says in a file that the sandbox is up; the file is there as a whole. */
async function announce(dir: string, content: object): Promise<void> {
  const file = join(dir, 'sandbox.json');
  await writeFile(`${file}.new`, `${JSON.stringify(content, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}
