import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { findBinaries } from './binaries';
import { AdminClient, administrator } from './server/adminClient';
import { apiUrl, etcdUrl, Layout } from './server/arguments';
import { AuthenticationFile } from './server/authentication';
import { compactEtcd } from './server/compaction';
import { Keeper } from './server/keeper';
import { kubeconfigText } from './server/kubeconfig';
import { createPki } from './server/pki';
import { freePorts } from './server/ports';
import { PortTakenError, Programs } from './server/programs';
import { tokenFile } from './server/tokenFile';
import { SILENT } from './silent';
import { Binaries, RealApiServer, RealApiServerOptions } from './types';

const ATTEMPTS = 3;

async function start(
  binaries: Binaries,
  dir: string,
  options: RealApiServerOptions,
): Promise<RealApiServer> {
  const [freePort, etcdPort, peerPort] = await freePorts(3);
  const pki = await createPki(join(dir, 'pki'));
  const layout: Layout = {
    dir,
    port: options.port || freePort,
    etcdPort,
    peerPort,
    pki,
    tokenFile: join(dir, 'tokens.csv'),
    authenticationFile: join(dir, 'authentication.yaml'),
    ...(options.authorization && {
      authorizationFile: join(dir, 'authorization.yaml'),
    }),
    kubeconfigFile: join(dir, 'kube-controller-manager.yaml'),
  };
  const url = apiUrl(layout);
  const admin = administrator(randomBytes(24).toString('base64url'));
  const client = new AdminClient(url, pki.caData, admin.token);
  const authentication = new AuthenticationFile(layout.authenticationFile);
  const kubeconfig = (user: { user: string; token: string }) =>
    kubeconfigText(url, pki.caData, user);
  const secret = { mode: 0o600 };
  const tokens = tokenFile([admin, ...(options.tokens ?? [])]);
  await writeFile(layout.tokenFile, tokens, secret);
  await writeFile(layout.kubeconfigFile, kubeconfig(admin), secret);
  await authentication.write(options.authentication);
  if (layout.authorizationFile) {
    const text = stringify(options.authorization);
    await writeFile(layout.authorizationFile, text, secret);
  }

  const programs = new Programs(await Keeper.start(), binaries, layout, client);
  try {
    await programs.start();
  } catch (error) {
    await programs.stop();
    throw error;
  }
  return {
    url,
    caData: pki.caData,
    caFile: pki.file('ca.crt'),
    kubeconfig,
    setAuthentication: configuration =>
      authentication.replace(configuration, client),
    restart: () => programs.restartApi(),
    compact: () => compactEtcd(etcdUrl(layout)),
    stop: () => {
      authentication.end();
      return programs.stop();
    },
  };
}

/**
 * Starts a real API server and waits until it is ready, with its controllers.
 * It ends with this process, also when this one is killed.
 *
 * @throws Error when there are no programs, or when one of them does not start,
 * with the last lines of its log
 */
export async function startRealApiServer(
  options: RealApiServerOptions = {},
): Promise<RealApiServer> {
  const { logger = SILENT } = options;
  const binaries = options.binaries ?? (await findBinaries({ logger }));
  if ('missing' in binaries) {
    throw new Error(`there is no real API server: ${binaries.missing}`);
  }
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'real-apiserver-')));
  await mkdir(dir, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    if (!options.keep) {
      await rm(join(dir, 'etcd'), { recursive: true, force: true });
    }
    try {
      const server = await start(binaries, dir, options);
      logger.info(`kube-apiserver listens on ${server.url}`);
      return {
        ...server,
        async stop() {
          await server.stop();
          if (!options.dir) {
            await rm(dir, { recursive: true, force: true });
          }
        },
      };
    } catch (error) {
      // Ports are chosen before they are taken; somebody may be faster.
      const mayHelp =
        error instanceof PortTakenError && !error.isPort(options.port);
      if (!mayHelp || attempt === ATTEMPTS) {
        throw error;
      }
      logger.warn(`${error.message}; trying other ports`);
    }
  }
}
