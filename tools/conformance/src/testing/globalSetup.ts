import { PEOPLE } from '@kubedc/embedded-apiserver/testing';
import {
  findBinaries,
  RealApiServer,
  startRealApiServer,
} from '@kubedc/real-apiserver';
import { publishRealServer, realServerAddress } from './realServer';

declare global {
  // The teardown is another module instance; Jest offers no other way.
  // eslint-disable-next-line no-var, vars-on-top
  var conformanceApiServer: RealApiServer | undefined;
}

/**
 * Starts the one real API server that all tests of this run share, unless the
 * environment names one that runs already.
 */
export default async function globalSetup(): Promise<void> {
  if (realServerAddress()) {
    return;
  }
  const say = (message: string) => process.stderr.write(`${message}\n`);
  const found = await findBinaries({
    logger: { info: say, warn: say, error: say },
  });
  if ('missing' in found) {
    process.stderr.write(
      `\nLEFT OUT: everything that needs a real API server, because ${found.missing}\n`,
    );
    return;
  }
  const server = await startRealApiServer({ tokens: PEOPLE, binaries: found });
  globalThis.conformanceApiServer = server;
  publishRealServer(server);
}
