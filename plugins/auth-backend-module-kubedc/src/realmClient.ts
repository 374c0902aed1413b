import { readFile } from 'node:fs/promises';
import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  oidcAuthenticator,
  OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import { PassportOAuthAuthenticatorHelper } from '@backstage/plugin-auth-node';
import { durationToMilliseconds } from '@backstage/types';
import { custom, errors, Issuer, Strategy } from 'openid-client';
import type { Client, ClientAuthMethod, ClientMetadata } from 'openid-client';
import type { KubedcRealm } from './realm';

/** What the stock OIDC authenticator works with: an issuer's client and how to sign in with it. */
export type StockContext = Parameters<typeof oidcAuthenticator.start>[1];

/** A realm's client, and the means to end sessions there. */
export type RealmClient = Awaited<StockContext['promise']> & {
  /** Ends the session of a refresh token at the realm. */
  endSession(refreshToken: string): Promise<void>;
};

/** How clients of realms are made, from the provider's configuration. */
export interface ClientSettings {
  callbackUrl: string;
  timeoutMs: number;
  authMethod?: string;
  idTokenAlg?: string;
}

const DEFAULT_TIMEOUT_MS = 10_000;

export function readClientSettings(
  config: Config,
  callbackUrl: string,
): ClientSettings {
  return {
    callbackUrl: config.getOptionalString('callbackUrl') ?? callbackUrl,
    timeoutMs: config.has('timeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'timeout' }),
        )
      : DEFAULT_TIMEOUT_MS,
    authMethod: config.getOptionalString('tokenEndpointAuthMethod'),
    idTokenAlg: config.getOptionalString('tokenSignedResponseAlg'),
  };
}

/**
 * Asks a realm's issuer what it is and makes a client for it. Only the address that the configuration names is asked, and
 * no redirect is followed.
 *
 * @throws NotFoundError when the issuer knows no such realm, ServiceUnavailableError when it cannot be reached.
 */
export async function createRealmClient(
  realm: KubedcRealm,
  settings: ClientSettings,
): Promise<RealmClient> {
  const { oidc } = realm;
  const ca = oidc.caFile && (await readFile(oidc.caFile, 'utf8'));
  const httpOptions = () => ({
    timeout: settings.timeoutMs,
    ...(ca && { ca }),
  });

  // Options of a class of its own: on `Issuer` itself they would hold for every issuer of the process.
  const RealmIssuer = class extends Issuer<Client> {
    static [custom.http_options] = httpOptions;
  };
  const issuer = await RealmIssuer.discover(realm.issuer).catch(error => {
    throw describeDiscoveryFailure(realm, error);
  });
  if (issuer.metadata.issuer !== realm.issuer) {
    throw new ServiceUnavailableError(
      `The sign-in server calls itself ${issuer.metadata.issuer}, but ${realm.issuer} is configured`,
    );
  }
  const clientOf = (of: Issuer<Client>) => {
    of[custom.http_options] = httpOptions;
    const made = new of.Client(metadataOf(realm, settings));
    made[custom.http_options] = httpOptions;
    return made;
  };
  const client = clientOf(issuer);
  const strategy = createStrategy(realm, client);
  const { end_session_endpoint: endpoint } = issuer.metadata;
  const ending =
    endpoint &&
    clientOf(new Issuer({ ...issuer.metadata, revocation_endpoint: endpoint }));
  return {
    client,
    strategy,
    helper: PassportOAuthAuthenticatorHelper.from(strategy),
    async endSession(refreshToken) {
      if (ending && (await endAt(ending, refreshToken))) {
        return;
      }
      if (issuer.metadata.revocation_endpoint) {
        await client.revoke(refreshToken);
      }
    },
  };
}

/**
 * Ends a session as Keycloak lets clients do it: by a refresh token, posted to the end session endpoint. That also ends
 * what lets the browser sign in again without a password, which a revocation leaves.
 *
 * @param ending - a client that takes that endpoint for the one of revocations, and so posts with its credentials.
 * @returns false where the issuer does not know this way.
 */
async function endAt(ending: Client, refreshToken: string): Promise<boolean> {
  try {
    await ending.revoke(refreshToken, undefined, {
      revokeBody: { refresh_token: refreshToken },
    });
    return true;
  } catch (error) {
    const status =
      error instanceof errors.OPError ? error.response?.statusCode : undefined;
    if (status === undefined || status >= 500) {
      throw error;
    }
    return status === 204;
  }
}

function createStrategy(
  realm: KubedcRealm,
  client: Client,
): Strategy<OidcAuthResult, Client> {
  return new Strategy<OidcAuthResult, Client>(
    {
      client,
      passReqToCallback: false,
      // By default the session's key is the issuer's host, which all realms share.
      sessionKey: `kubedc:${realm.issuer}`,
    },
    (
      tokenset: OidcAuthResult['tokenset'],
      userinfo: OidcAuthResult['userinfo'],
      done: (
        error: unknown,
        result?: OidcAuthResult,
        privateInfo?: { refreshToken?: string },
      ) => void,
    ) =>
      done(
        undefined,
        { tokenset, userinfo },
        { refreshToken: tokenset.refresh_token },
      ),
  );
}

function metadataOf(
  { oidc }: KubedcRealm,
  settings: ClientSettings,
): ClientMetadata {
  const authMethod =
    settings.authMethod ?? (oidc.clientSecret ? 'client_secret_basic' : 'none');
  return {
    client_id: oidc.clientId,
    client_secret: oidc.clientSecret,
    redirect_uris: [settings.callbackUrl],
    response_types: ['code'],
    token_endpoint_auth_method: authMethod as ClientAuthMethod,
    id_token_signed_response_alg: settings.idTokenAlg ?? 'RS256',
  };
}

function describeDiscoveryFailure(realm: KubedcRealm, error: unknown): Error {
  if (error instanceof errors.OPError && error.response?.statusCode === 404) {
    return new NotFoundError(
      realm.of === 'organization'
        ? `There is no organization '${realm.name}'`
        : `The sign-in server has no realm '${realm.name}'`,
    );
  }
  return new ServiceUnavailableError(
    `The sign-in server of '${realm.name}' cannot be reached`,
    error,
  );
}
