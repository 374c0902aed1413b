import type { ConfigApi } from '@backstage/core-plugin-api';
import type { KubedcAuthApi } from '../signIn/types';

/** Header with the person's own token of their realm. */
export const TOKEN_HEADER = 'Kubedc-Token';

/**
 * Gives the person's own token, refreshed before it ends; undefined where there is none to send.
 *
 * @public
 */
export type TokenSource = () => Promise<string | undefined>;

/** Which token each installation takes that takes people's own; without one no token leaves the session. */
function tokensTakenBy(config: ConfigApi): Map<string, TokenKind> {
  const installations = config.getOptionalConfig('kubedc.installations');
  const taking = (installations?.keys() ?? []).filter(
    name => installations?.getOptionalString(`${name}.identity`) === 'oidc',
  );
  return new Map(
    taking.map(name => [
      name,
      // The access token is the one that is meant for the Kubernetes API: the realm's audience mapper says so.
      installations?.getOptionalString(`${name}.oidc.apiToken`) === 'idToken'
        ? 'idToken'
        : 'accessToken',
    ]),
  );
}

type TokenKind = 'accessToken' | 'idToken';

/**
 * The source of an app: the session of the auth provider `kubedc`, as far as it is one of an installation that takes
 * people's own tokens.
 */
export function tokenSourceOf(options: {
  configApi: ConfigApi;
  authApi: Pick<
    KubedcAuthApi,
    'getAccessToken' | 'getIdToken' | 'lastChoice' | 'sessionEnd'
  >;
}): TokenSource | undefined {
  const { configApi, authApi } = options;
  const taken = tokensTakenBy(configApi);
  if (taken.size === 0) {
    return undefined;
  }
  const tokenOf = (kind: TokenKind, optional: boolean) =>
    kind === 'idToken'
      ? authApi.getIdToken({ optional })
      : authApi.getAccessToken(undefined, { optional });
  return async () => {
    const installation = authApi.lastChoice()?.installation;
    const kind =
      installation === undefined
        ? [...taken.values()][0]
        : taken.get(installation);
    if (!kind) {
      return undefined;
    }
    // Who signed in with another provider has no session here, and is not asked to begin one.
    const token = await tokenOf(kind, true);
    if (!token && authApi.sessionEnd()) {
      // The person is being asked to sign in again; the request goes on then, as all others do.
      return tokenOf(kind, false);
    }
    return token || undefined;
  };
}
