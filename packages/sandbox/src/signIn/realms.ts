import { SandboxApiServer } from '../apiServer';
import { organizations } from '../kinds';
import { OidcServer, PLATFORM_REALM } from '../oidc';
import { firstAdministrator, realmPrefix } from '../people';
import { KubeClient } from '../runtime/client';
import { Connection } from '../runtime/connection';
import { Informer } from '../runtime/informer';
import { Logger } from '../runtime/logger';
import { WorkQueue } from '../runtime/workQueue';
import { authenticationOf, TrustedIssuers } from './authentication';

/** Prefixes that no organization may have: names with them have powers. */
const RESERVED = ['system', PLATFORM_REALM, realmPrefix(PLATFORM_REALM)];

const ALL = 'realms';

/**
 * Keeps the realms in step with the organizations: a new one can be signed in
 * to at once, by an administrator of its own where nobody else belongs to it,
 * and soon the API server trusts its tokens.
 */
export function followOrganizations(options: {
  connection: Connection;
  /** The sandbox's own sign-in server; a Keycloak has its realms from elsewhere. */
  oidc?: OidcServer;
  apiServer: SandboxApiServer;
  /** The realms that are there, with or without an organization. */
  always: string[];
  issuers: TrustedIssuers;
  logger: Logger;
}): { stop(): Promise<void> } {
  const { oidc, apiServer, logger } = options;
  const always = [...options.always].sort();
  const client = new KubeClient(options.connection);
  const informer = new Informer(client, organizations, logger);
  const abort = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    abort.signal.onabort = () => reject(new Error('the sandbox stops'));
  });
  aborted.catch(() => undefined);
  let served = always;

  const update = async () => {
    const names = informer.list().map(({ metadata }) => metadata.name);
    const wanted = [...new Set([...always, ...names.filter(mayHaveRealm)])];
    for (const realm of wanted) {
      if (!served.includes(realm)) {
        oidc?.addRealm(realm, [firstAdministrator(realm)]);
      }
    }
    if (wanted.sort().join() !== served.join()) {
      const configuration = authenticationOf(wanted, options.issuers);
      // The real server takes its time, which who stops does not have.
      await Promise.race([apiServer.setAuthentication(configuration), aborted]);
    }
    served
      .filter(realm => !wanted.includes(realm))
      .forEach(realm => oidc?.removeRealm(realm));
    served = wanted;
  };

  const queue = new WorkQueue({
    work: update,
    onError: (_key, error) =>
      logger.warn(`the realms could not be brought in line: ${error}`),
    workers: 1,
  });
  informer.onChange(() => queue.add(ALL));
  const running = informer.run(abort.signal);
  informer.synced.then(() => queue.start());
  return {
    async stop() {
      abort.abort();
      await queue.stop();
      await running;
      client.close();
    },
  };
}

/** Whether an organization's names at the API server are its own alone. */
function mayHaveRealm(organization: string): boolean {
  return !RESERVED.includes(organization);
}
