import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { InputError, isError, toError } from '@backstage/errors';
import {
  createOAuthProviderFactory,
  sendWebMessageResponse,
} from '@backstage/plugin-auth-node';
import type {
  AuthProviderFactory,
  OAuthAuthenticatorResult,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { createKubedcAuthenticator } from './authenticator';
import type { KubedcAuthResult } from './authenticator';
import { describeRefreshFailure } from './failures';
import { findRealm } from './realm';
import { rememberSelection } from './selection';

/**
 * The provider's routes. `GET start` takes `organization` and, where there are several, `installation`.
 *
 * @public
 */
export function createKubedcProviderFactory(options: {
  installations: readonly Installation[];
  signInResolver: SignInResolver<OAuthAuthenticatorResult<KubedcAuthResult>>;
  /** Called when a session is over: the person signed out, or the realm renews it no more. */
  onSessionEnd: (session: string) => Promise<void>;
  /** Name of the environment that an empty configuration block stands for. */
  environment: string;
  logger: LoggerService;
}): AuthProviderFactory {
  const { installations, signInResolver, onSessionEnd, environment, logger } =
    options;
  const factory = createOAuthProviderFactory({
    authenticator: createKubedcAuthenticator({
      findRealm: selection => findRealm(installations, selection),
      onSessionEnd,
      logger,
    }),
    stateTransform: rememberSelection(query => {
      const realm = findRealm(installations, query);
      return {
        installation: realm.installation.name,
        organization: realm.name,
      };
    }),
    signInResolver,
  });

  return context => {
    // Issuers and clients stand with the installations, so there is often nothing to say for an environment.
    const config = context.config.keys().length
      ? context.config
      : new ConfigReader({ [environment]: {} }, 'auth.providers.kubedc');
    const handlers = factory({ ...context, config });
    return {
      frameHandler: handlers.frameHandler.bind(handlers),
      logout: handlers.logout?.bind(handlers),
      async refresh(req, res) {
        try {
          await handlers.refresh?.(req, res);
        } catch (error) {
          throw describeRefreshFailure(error);
        }
      },
      async start(req, res) {
        try {
          await handlers.start(req, res);
        } catch (error) {
          const origin = originOf(req.query.origin, context);
          if (!origin || res.headersSent) {
            throw error;
          }
          // The popup would show raw JSON; the page that opened it can say what is wrong.
          logger.warn(`Sign-in could not start: ${toError(error).message}`);
          res.status(statusOf(error));
          sendWebMessageResponse(res, origin, {
            type: 'authorization_response',
            error: toError(error),
          });
        }
      },
    };
  };
}

function originOf(
  value: unknown,
  context: Parameters<AuthProviderFactory>[0],
): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    return undefined;
  }
  const { origin } = new URL(value);
  return context.isOriginAllowed(origin) ? origin : undefined;
}

function statusOf(error: unknown): number {
  if (error instanceof InputError) {
    return 400;
  }
  return isError(error) && error.name === 'NotFoundError' ? 404 : 503;
}
