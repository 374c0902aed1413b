import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateStore } from '@kubedc/embedded-apiserver/tls';
import { freePorts, Keeper } from '@kubedc/real-apiserver/programs';
import { connectKeycloak, KeycloakConnection } from './connectKeycloak';
import { findKeycloak } from './distribution';
import { javaArguments } from './server/launch';
import { PortTakenError, waitForKeycloak } from './server/waitForKeycloak';
import { Distribution, Logger, SILENT } from './types';

/** What a Keycloak is started with. */
export interface KeycloakOptions {
  /** Folder for certificates and the log; a temporary one when left out. */
  dir?: string;
  /** What `findKeycloak()` gave; found or brought when left out. */
  distribution?: Distribution;
  logger?: Logger;
}

/** A Keycloak that runs beside this process. */
export interface Keycloak extends KeycloakConnection {
  /** Its log. */
  readonly logFile: string;
  /** Ends it. Without this it ends with this process. */
  stop(): Promise<void>;
}

const ATTEMPTS = 3;

/**
 * Starts a Keycloak of its own, with nothing but the realm `master`, in memory,
 * and waits until it answers. It ends with this process, also when this one is
 * killed.
 *
 * @throws Error when there is no Keycloak or no Java, saying which ways were
 * tried; or when it does not start, with the last lines of its log
 */
export async function startKeycloak(
  options: KeycloakOptions = {},
): Promise<Keycloak> {
  const { logger = SILENT } = options;
  const distribution = options.distribution ?? (await findKeycloak({ logger }));
  if ('missing' in distribution) {
    throw new Error(`there is no Keycloak: ${distribution.missing}`);
  }
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'keycloak-')));
  await mkdir(dir, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      const keycloak = await start(distribution, dir);
      logger.info(`Keycloak listens on ${keycloak.url}`);
      return {
        ...keycloak,
        async stop() {
          await keycloak.stop();
          if (!options.dir) {
            await rm(dir, { recursive: true, force: true });
          }
        },
      };
    } catch (error) {
      // The port is chosen before it is taken; somebody may be faster.
      if (!(error instanceof PortTakenError) || attempt === ATTEMPTS) {
        throw error;
      }
      logger.info('The port was taken meanwhile; trying another');
    }
  }
}

async function start(
  distribution: Distribution,
  dir: string,
): Promise<Keycloak> {
  const [port] = await freePorts(1);
  const url = `https://localhost:${port}`;
  const pki = join(dir, 'pki');
  const logFile = join(dir, 'keycloak.log');
  const store = new CertificateStore(pki);
  const ca = await store.authority('ca', 'keycloak');
  await store.issue('server', ca, 'localhost', 'server', [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
  ]);
  const administrator = {
    clientId: 'test-administrator',
    clientSecret: randomBytes(24).toString('base64url'),
  };
  const keeper = await Keeper.start();
  try {
    const program = keeper.run(
      distribution.java,
      javaArguments(distribution, {
        port,
        certFile: join(pki, 'server.crt'),
        keyFile: join(pki, 'server.key'),
      }),
      logFile,
      {
        KC_BOOTSTRAP_ADMIN_CLIENT_ID: administrator.clientId,
        KC_BOOTSTRAP_ADMIN_CLIENT_SECRET: administrator.clientSecret,
      },
    );
    await waitForKeycloak(program, { url, ca: ca.cert, log: logFile });
  } catch (error) {
    await keeper.stop();
    throw error;
  }
  const connection = connectKeycloak({
    url,
    caFile: join(pki, 'ca.crt'),
    administrator,
  });
  return {
    ...connection,
    logFile,
    async stop() {
      connection.admin.close();
      await keeper.stop();
    },
  };
}
