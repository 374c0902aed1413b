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

async function rounds(
  options: Arguments,
  admin: KeycloakAdmin,
  clientSecret: string | undefined,
  { say, signal }: Surroundings,
): Promise<number> {
  for (;;) {
    let failed: number;
    try {
      const organizations =
        options.organizations ?? (await listOrganizations(options.kubeconfig));
      failed = await setUpRealms(
        admin,
        options,
        organizations,
        clientSecret,
        say,
      );
    } catch (error) {
      if (options.watchSeconds === undefined) {
        throw error;
      }
      say(`The organizations cannot be listed: ${error}`);
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
    say(`${(error as Error).message}\nkubedc-keycloak --help says more.`);
    return 2;
  }
  try {
    let clientSecret: string | undefined;
    if (options.clientSecretFile) {
      const { dryRun } = options;
      const { secret, isNew } = await ensureSecret(options.clientSecretFile, {
        dryRun,
      });
      clientSecret = secret;
      if (isNew) {
        say(
          `A new client secret ${dryRun ? 'would be' : 'is'} in ${
            options.clientSecretFile
          }`,
        );
      }
    }
    return await rounds(options, admin, clientSecret, surroundings);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    admin.close();
  }
}
