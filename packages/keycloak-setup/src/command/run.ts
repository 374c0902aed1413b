import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { KeycloakAdmin } from '../admin/KeycloakAdmin';
import { listOrganizations } from '../organizations/listOrganizations';
import { accountOf } from './account';
import { Arguments, parseArguments, USAGE } from './arguments';
import { ensureSecret } from './readSecret';
import { setUpRealms } from './setUpRealms';

/**
 * What the command has from the process it runs in.
 *
 * @public
 */
export interface Surroundings {
  env: Record<string, string | undefined>;
  say(line: string): void;
  /** Ends `--watch`. */
  signal: AbortSignal;
}

/** Waits, but no longer than until the end. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  const ms = seconds * 1000;
  return setTimeout(ms, undefined, { signal }).catch(error => {
    if (!signal.aborted) {
      throw error;
    }
  });
}

/** The secret of the portal's clients, which is made where there is none; nothing where they are public. */
async function secretOf(
  { clientSecretFile, dryRun }: Arguments,
  say: Surroundings['say'],
): Promise<string | undefined> {
  if (!clientSecretFile) {
    return undefined;
  }
  const { secret, isNew } = await ensureSecret(clientSecretFile, { dryRun });
  if (isNew) {
    say(
      `A new client secret ${
        dryRun ? 'would be' : 'is'
      } in ${clientSecretFile}`,
    );
  }
  return secret;
}

/**
 * Looks at everything once. The file with the secret may hold another one than in the last round.
 *
 * @returns how many realms failed or are missing
 */
async function round(
  options: Arguments,
  admin: KeycloakAdmin,
  { say }: Surroundings,
): Promise<number> {
  const clientSecret = await secretOf(options, say);
  const organizations =
    options.organizations ??
    (await listOrganizations(options.kubeconfig).catch(error => {
      throw new Error(`The organizations cannot be listed: ${error}`);
    }));
  return setUpRealms(admin, options, organizations, clientSecret, say);
}

async function rounds(
  options: Arguments,
  admin: KeycloakAdmin,
  surroundings: Surroundings,
): Promise<number> {
  const { say, signal } = surroundings;
  for (;;) {
    let failed: number;
    try {
      failed = await round(options, admin, surroundings);
    } catch (error) {
      if (options.watchSeconds === undefined) {
        throw error;
      }
      say(messageOf(error));
      failed = 1;
    }
    if (options.watchSeconds === undefined) {
      return failed ? 1 : 0;
    }
    await pause(options.watchSeconds, signal);
    if (signal.aborted) {
      return 0;
    }
    // What the account may do to a new realm stands in a new token only.
    admin.forgetToken();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The command `kubedc-keycloak`.
 *
 * @returns the exit code: 0 when all is as it shall be, 1 when a realm failed, 2
 * for a command line or environment that makes no sense
 * @public
 */
export async function run(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { env, say } = surroundings;
  let options: Arguments | undefined;
  let admin: KeycloakAdmin;
  try {
    options = parseArguments(args);
    if (!options) {
      say(USAGE);
      return 0;
    }
    const ca = options.caFile && (await readFile(options.caFile, 'utf8'));
    admin = new KeycloakAdmin({
      ...accountOf(env),
      url: options.keycloak,
      ca: ca || undefined,
    });
  } catch (error) {
    say(`${messageOf(error)}\nkubedc-keycloak --help says more.`);
    return 2;
  }
  try {
    return await rounds(options, admin, surroundings);
  } catch (error) {
    say(messageOf(error));
    return 1;
  } finally {
    admin.close();
  }
}
