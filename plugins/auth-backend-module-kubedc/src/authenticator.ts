import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import { createOAuthAuthenticator } from '@backstage/plugin-auth-node';
import type {
  OAuthAuthenticator,
  OAuthAuthenticatorResult,
} from '@backstage/plugin-auth-node';
import type { KubedcRealm } from './realm';
import { RealmClients } from './RealmClients';
import { isEnded } from './failures';
import {
  selectionOfState,
  unwrapRefreshToken,
  wrapRefreshToken,
  type RealmSelection,
} from './selection';

/**
 * What a sign-in with a realm yields: the stock OIDC result and the realm it comes from.
 *
 * @public
 */
export type KubedcAuthResult = OidcAuthResult & {
  realm: KubedcRealm;
  /** Names the session, from the sign-in until its end. */
  session: string;
};

/**
 * The stock OIDC authenticator with a client for every realm instead of one issuer.
 *
 * @public
 */
export function createKubedcAuthenticator(options: {
  findRealm: (selection: Partial<RealmSelection>) => KubedcRealm;
  /** Called when a session is over: the person signed out, or the realm renews it no more. */
  onSessionEnd: (session: string) => Promise<void>;
  logger: LoggerService;
}): OAuthAuthenticator<RealmClients, KubedcAuthResult> {
  const { findRealm, onSessionEnd, logger } = options;

  return createOAuthAuthenticator<RealmClients, KubedcAuthResult>({
    defaultProfileTransform: async (result, context) =>
      oidcAuthenticator.defaultProfileTransform(result, context),
    scopes: oidcAuthenticator.scopes,
    initialize: ({ config, callbackUrl }) =>
      new RealmClients({ config, callbackUrl }),

    async start(input, clients) {
      const realm = findRealm(selectionOfState(input.state));
      const scope = joinScopes(input.scope, realm.oidc.scope);
      return clients.use(realm, context =>
        oidcAuthenticator.start({ ...input, scope }, context),
      );
    },

    async authenticate(input, clients) {
      const state = input.req.query.state?.toString() ?? '';
      const realm = findRealm(selectionOfState(state));
      return clients.use(realm, async context =>
        inRealm(
          realm,
          randomUUID(),
          await oidcAuthenticator.authenticate(input, context),
        ),
      );
    },

    async refresh(input, clients) {
      const { selection, session, token } = unwrapRefreshToken(
        input.refreshToken,
      );
      const realm = findRealm(selection);
      try {
        return await clients.use(realm, async context =>
          inRealm(
            realm,
            session,
            await oidcAuthenticator.refresh(
              { ...input, refreshToken: token },
              context,
            ),
          ),
        );
      } catch (error) {
        if (isEnded(error)) {
          await onSessionEnd(session);
        }
        throw error;
      }
    },

    async logout(input, clients) {
      if (!input.refreshToken) {
        return undefined;
      }
      try {
        const { selection, session, token } = unwrapRefreshToken(
          input.refreshToken,
        );
        await onSessionEnd(session);
        await clients.endSession(findRealm(selection), token);
      } catch (error) {
        // Signing out of the portal must work while the sign-in server is away, and whatever the cookie holds.
        logger.warn(
          `A session could not be ended at the sign-in server: ${
            toError(error).message
          }`,
        );
      }
      return undefined;
    },
  });
}

function inRealm(
  realm: KubedcRealm,
  session: string,
  result: OAuthAuthenticatorResult<OidcAuthResult>,
): OAuthAuthenticatorResult<KubedcAuthResult> {
  const { refreshToken } = result.session;
  const selection = {
    installation: realm.installation.name,
    organization: realm.name,
  };
  return {
    fullProfile: { ...result.fullProfile, realm, session },
    session: {
      ...result.session,
      refreshToken:
        refreshToken && wrapRefreshToken({ selection, session }, refreshToken),
    },
  };
}

function joinScopes(...scopes: string[]): string {
  return [
    ...new Set(scopes.flatMap(scope => scope.split(' ')).filter(Boolean)),
  ].join(' ');
}
