import { readFile } from 'node:fs/promises';
import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import { PassportOAuthAuthenticatorHelper } from '@backstage/plugin-auth-node';
import { durationToMilliseconds } from '@backstage/types';
import { custom, errors, Issuer, Strategy } from 'openid-client';
import type { Client, ClientAuthMethod, ClientMetadata } from 'openid-client';
import type { KubedcRealm } from './realm';

/** What the stock OIDC authenticator works with: an issuer's client and how to sign in with it. */
export type StockContext = Parameters<typeof oidcAuthenticator.start>[1];

type StockClient = Awaited<StockContext['promise']>;

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * OIDC clients, one for each issuer, built when somebody first signs in there. One that fails is built again at the
 * next use, so that an issuer may be away when the portal starts, move, or change its keys.
 */
export class RealmClients {
  readonly #clients = new Map<string, Promise<StockClient>>();
  readonly #callbackUrl: string;
  readonly #timeoutMs: number;
  readonly #prompt: string;
  readonly #authMethod?: string;
  readonly #idTokenAlg?: string;

  constructor(options: { config: Config; callbackUrl: string }) {
    const { config } = options;
    this.#callbackUrl =
      config.getOptionalString('callbackUrl') ?? options.callbackUrl;
    this.#timeoutMs = config.has('timeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'timeout' }),
        )
      : DEFAULT_TIMEOUT_MS;
    this.#prompt = config.getOptionalString('prompt') ?? 'auto';
    this.#authMethod = config.getOptionalString('tokenEndpointAuthMethod');
    this.#idTokenAlg = config.getOptionalString('tokenSignedResponseAlg');
  }

  /**
   * Does something with the client of a realm.
   *
   * @throws NotFoundError when the issuer knows no such realm, ServiceUnavailableError when it cannot be reached.
   */
  async use<T>(
    realm: KubedcRealm,
    action: (context: StockContext) => Promise<T>,
  ): Promise<T> {
    const key = JSON.stringify([realm.installation.name, realm.issuer]);
    let promise = this.#clients.get(key);
    if (!promise) {
      promise = this.#build(realm);
      this.#clients.set(key, promise);
    }
    try {
      await promise;
      return await action({
        promise,
        initializedPrompt: this.#prompt,
        searchParams: {},
      });
    } catch (error) {
      // An error that the issuer itself answered says nothing against the client.
      if (!isIssuersAnswer(error) && this.#clients.get(key) === promise) {
        this.#clients.delete(key);
      }
      throw error;
    }
  }

  async #build(realm: KubedcRealm): Promise<StockClient> {
    const { oidc } = realm;
    const ca = oidc.caFile && (await readFile(oidc.caFile, 'utf8'));
    const httpOptions = () => ({
      timeout: this.#timeoutMs,
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
    issuer[custom.http_options] = httpOptions;

    const client = new issuer.Client(this.#metadata(realm));
    client[custom.http_options] = httpOptions;
    const strategy = new Strategy<OidcAuthResult, Client>(
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
    return {
      client,
      strategy,
      helper: PassportOAuthAuthenticatorHelper.from(strategy),
    };
  }

  #metadata({ oidc }: KubedcRealm): ClientMetadata {
    const authMethod =
      this.#authMethod ?? (oidc.clientSecret ? 'client_secret_basic' : 'none');
    return {
      client_id: oidc.clientId,
      client_secret: oidc.clientSecret,
      redirect_uris: [this.#callbackUrl],
      response_types: ['code'],
      token_endpoint_auth_method: authMethod as ClientAuthMethod,
      id_token_signed_response_alg: this.#idTokenAlg ?? 'RS256',
    };
  }
}

function isIssuersAnswer(error: unknown): boolean {
  return error instanceof errors.OPError;
}

function describeDiscoveryFailure(realm: KubedcRealm, error: unknown): Error {
  if (error instanceof errors.OPError && error.response?.statusCode === 404) {
    return new NotFoundError(
      realm.platform
        ? `The sign-in server has no realm '${realm.name}'`
        : `There is no organization '${realm.name}'`,
    );
  }
  return new ServiceUnavailableError(
    `The sign-in server of '${realm.name}' cannot be reached`,
    error,
  );
}
