import type { OpenLoginPopupOptions } from '@backstage/core-app-api';
import type {
  AuthRequestOptions,
  BackstageIdentityResponse,
  ConfigApi,
  DiscoveryApi,
} from '@backstage/frontend-plugin-api';
import { namedError } from './errors';
import { readLastChoice, writeLastChoice } from './lastChoice';
import { createSessionChannel, type SessionChannel } from './sessionChannel';
import { SessionKeeper } from './SessionKeeper';
import { SignInClient } from './SignInClient';
import type { KubedcAuthApi, RealmChoice } from './types';

/** {@link KubedcAuthApi} over the auth provider `kubedc` of the backend. */
export class KubedcAuth implements KubedcAuthApi {
  readonly #client: SignInClient;
  readonly #keeper: SessionKeeper;
  readonly #storage: Storage;
  #realm: RealmChoice | undefined;

  constructor(options: {
    configApi: ConfigApi;
    discoveryApi: DiscoveryApi;
    storage?: Storage;
    channel?: SessionChannel;
    restart?: () => void;
    openPopup?: (options: OpenLoginPopupOptions) => Promise<unknown>;
  }) {
    this.#storage = options.storage ?? window.localStorage;
    this.#realm = readLastChoice(this.#storage);
    const client = new SignInClient({
      discoveryApi: options.discoveryApi,
      environment:
        options.configApi.getOptionalString('auth.environment') ??
        'development',
      openPopup: options.openPopup,
    });
    this.#client = client;
    this.#keeper = new SessionKeeper({
      refresh: () => client.refresh(),
      channel: options.channel ?? createSessionChannel(),
      restart: options.restart ?? (() => window.location.reload()),
      notices: window.sessionStorage,
    });
  }

  async signInWith(realm: RealmChoice): Promise<BackstageIdentityResponse> {
    const session = await this.#client.open(realm);
    this.#realm = realm;
    writeLastChoice(this.#storage, realm);
    return (await this.#keeper.begin(session)).backstageIdentity;
  }

  lastChoice(): RealmChoice | undefined {
    return readLastChoice(this.#storage);
  }

  sessionEnd() {
    return this.#keeper.end();
  }

  onSessionEnd(listener: () => void) {
    return this.#keeper.onEnd(listener);
  }

  /** The realm's access token; scopes are the realm's to decide and not asked for. */
  async getAccessToken(
    _scope?: string | string[],
    options?: AuthRequestOptions,
  ) {
    return (await this.#keeper.get(options?.optional))?.accessToken ?? '';
  }

  async getIdToken(options?: AuthRequestOptions) {
    return (await this.#keeper.get(options?.optional))?.idToken ?? '';
  }

  async getBackstageIdentity(options?: AuthRequestOptions) {
    return (await this.#keeper.get(options?.optional))?.backstageIdentity;
  }

  async getProfile(options?: AuthRequestOptions) {
    return (await this.#keeper.get(options?.optional))?.profile;
  }

  /** Signs in again with the realm that the person last chose. */
  async signIn() {
    if (!this.#realm) {
      throw namedError(
        'InputError',
        'No organization was chosen to sign in with',
      );
    }
    await this.signInWith(this.#realm);
  }

  async signOut() {
    await this.#client.end();
    this.#keeper.forget();
  }

  sessionState$() {
    return this.#keeper.states.asObservable();
  }
}
