import { AuthenticationConfiguration } from '@kubedc/embedded-apiserver';
import {
  ApiClient,
  PEOPLE,
  TestServer,
} from '@kubedc/embedded-apiserver/testing';
import { startRealApiServer } from '@kubedc/real-apiserver';
import { realServerAddress } from './realServer';

/** A server of a test's own that trusts the issuers of a configuration. */
export interface TrustingServer {
  api: ApiClient;
  /** Trusts other issuers from now on. */
  setAuthentication(configuration: AuthenticationConfiguration): Promise<void>;
  stop(): Promise<void>;
}

async function embedded(
  authentication: AuthenticationConfiguration,
): Promise<TrustingServer> {
  const api = await TestServer.start({ authentication });
  return {
    api,
    setAuthentication: configuration =>
      api.server.setAuthentication(configuration),
    stop: () => api.remove(),
  };
}

async function real(
  authentication: AuthenticationConfiguration,
): Promise<TrustingServer> {
  const server = await startRealApiServer({ tokens: PEOPLE, authentication });
  const api = new ApiClient(server.url, server.caData);
  return {
    api,
    setAuthentication: configuration => server.setAuthentication(configuration),
    stop: async () => {
      api.close();
      await server.stop();
    },
  };
}

/** Runs the same tests on servers of their own, which trust some issuers. */
export function trusting(
  title: string,
  tests: (
    start: (
      authentication: AuthenticationConfiguration,
    ) => Promise<TrustingServer>,
  ) => void,
): void {
  describe(`${title} (embedded)`, () => {
    tests(embedded);
  });
  const describeReal = realServerAddress() ? describe : describe.skip;
  describeReal(`${title} (real)`, () => {
    tests(real);
  });
}
