import type { ConfigApi } from '@backstage/core-plugin-api';

/** Header with the person's own token of their realm. */
export const TOKEN_HEADER = 'Kubedc-Token';

/**
 * Gives the person's own token, refreshed when it has ended; undefined where there is none to send.
 *
 * @public
 */
export type TokenSource = () => Promise<string | undefined>;

/** Whether an installation takes people's own tokens; without one no token leaves the session. */
export function takesTokens(config: ConfigApi): boolean {
  const installations = config.getOptionalConfig('kubedc.installations');
  return Boolean(
    installations
      ?.keys()
      .some(
        name => installations.getOptionalString(`${name}.identity`) === 'oidc',
      ),
  );
}

/** The source of an app: the session of the auth provider `kubedc`. */
export function tokenSourceOf(options: {
  configApi: ConfigApi;
  authApi: {
    getAccessToken(
      scope?: string,
      options?: { optional?: boolean },
    ): Promise<string>;
  };
}): TokenSource | undefined {
  const { configApi, authApi } = options;
  if (!takesTokens(configApi)) {
    return undefined;
  }
  return async () =>
    (await authApi.getAccessToken(undefined, { optional: true })) || undefined;
}
