import { openLoginPopup } from '@backstage/core-app-api';
import type {
  AuthConnector,
  AuthConnectorCreateSessionOptions,
  AuthConnectorRefreshSessionOptions,
  OAuth2Session,
  OpenLoginPopupOptions,
} from '@backstage/core-app-api';
import type {
  AuthProviderInfo,
  DiscoveryApi,
  OAuthRequestApi,
  OAuthRequester,
} from '@backstage/frontend-plugin-api';
import { readSession } from './readSession';
import type { RealmChoice } from './types';

const HEADERS = { 'x-requested-with': 'XMLHttpRequest' };

/** Speaks with the auth provider `kubedc`, as the stock connector does with others, and names the realm when it starts. */
export class RealmAuthConnector implements AuthConnector<OAuth2Session> {
  readonly #discovery: DiscoveryApi;
  readonly #provider: AuthProviderInfo;
  readonly #environment: string;
  readonly #openPopup: (options: OpenLoginPopupOptions) => Promise<unknown>;
  readonly #requestLogin: OAuthRequester<OAuth2Session>;
  #realm: RealmChoice | undefined;
  #starting = false;

  constructor(options: {
    discoveryApi: DiscoveryApi;
    oauthRequestApi: OAuthRequestApi;
    provider: AuthProviderInfo;
    environment: string;
    /** The realm of a session that ended while the app is open. */
    realm?: RealmChoice;
    openPopup?: (options: OpenLoginPopupOptions) => Promise<unknown>;
  }) {
    this.#discovery = options.discoveryApi;
    this.#provider = options.provider;
    this.#environment = options.environment;
    this.#openPopup = options.openPopup ?? openLoginPopup;
    this.#realm = options.realm;
    this.#requestLogin = options.oauthRequestApi.createAuthRequester({
      provider: options.provider,
      onAuthRequest: scopes => this.#showPopup(scopes),
    });
  }

  /** Lets an action that needs a session start a new one at this realm, whatever session there may be. */
  async startingWith<T>(
    realm: RealmChoice,
    action: () => Promise<T>,
  ): Promise<T> {
    this.#realm = realm;
    this.#starting = true;
    try {
      return await action();
    } finally {
      this.#starting = false;
    }
  }

  async createSession(
    options: AuthConnectorCreateSessionOptions,
  ): Promise<OAuth2Session> {
    return options.instantPopup
      ? this.#showPopup(options.scopes)
      : this.#requestLogin(options.scopes);
  }

  async refreshSession(
    options?: AuthConnectorRefreshSessionOptions,
  ): Promise<OAuth2Session> {
    if (this.#starting) {
      throw new Error('A new session was asked for');
    }
    const response = await this.#fetch('/refresh', {
      optional: '',
      scope: [...(options?.scopes ?? [])].join(' '),
    });
    return readSession(await response.json());
  }

  async removeSession(): Promise<void> {
    await this.#fetch('/logout', {}, 'POST');
  }

  async #showPopup(scopes: Set<string>): Promise<OAuth2Session> {
    if (!this.#realm) {
      throw new Error('No organization was chosen to sign in with');
    }
    const url = await this.#url('/start', {
      scope: [...scopes].join(' '),
      origin: window.location.origin,
      flow: 'popup',
      installation: this.#realm.installation,
      organization: this.#realm.organization,
    });
    return readSession(
      await this.#openPopup({
        url,
        name: `${this.#provider.title} Login`,
        width: 500,
        height: 760,
      }),
    );
  }

  async #fetch(
    path: string,
    query: Record<string, string>,
    method: 'GET' | 'POST' = 'GET',
  ): Promise<Response> {
    const response = await fetch(await this.#url(path, query), {
      method,
      headers: HEADERS,
      credentials: 'include',
    });
    if (!response.ok) {
      throw new Error(
        `The sign-in service answered ${response.status} ${response.statusText}`,
      );
    }
    return response;
  }

  async #url(path: string, query: Record<string, string>): Promise<string> {
    const base = await this.#discovery.getBaseUrl('auth');
    const parameters = new URLSearchParams({
      ...query,
      env: this.#environment,
    });
    return `${base}/${this.#provider.id}${path}?${parameters}`;
  }
}
