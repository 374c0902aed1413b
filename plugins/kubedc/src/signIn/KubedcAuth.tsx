import { OAuth2 } from '@backstage/core-app-api';
import type { OpenLoginPopupOptions } from '@backstage/core-app-api';
import type {
  AuthRequestOptions,
  BackstageIdentityResponse,
  ConfigApi,
  DiscoveryApi,
  OAuthRequestApi,
} from '@backstage/frontend-plugin-api';
import { RiCloudLine } from '@remixicon/react';
import { readLastChoice, writeLastChoice } from './lastChoice';
import { RealmAuthConnector } from './RealmAuthConnector';
import type { KubedcAuthApi, RealmChoice } from './types';

/** The stock OAuth2 client over a connector that knows realms. */
export class KubedcAuth implements KubedcAuthApi {
  readonly #oauth2: OAuth2;
  readonly #connector: RealmAuthConnector;
  readonly #storage: Storage;

  constructor(options: {
    configApi: ConfigApi;
    discoveryApi: DiscoveryApi;
    oauthRequestApi: OAuthRequestApi;
    storage?: Storage;
    openPopup?: (options: OpenLoginPopupOptions) => Promise<unknown>;
  }) {
    this.#storage = options.storage ?? window.localStorage;
    this.#connector = new RealmAuthConnector({
      discoveryApi: options.discoveryApi,
      oauthRequestApi: options.oauthRequestApi,
      openPopup: options.openPopup,
      provider: { id: 'kubedc', title: 'Kube-DC', icon: () => <RiCloudLine /> },
      environment:
        options.configApi.getOptionalString('auth.environment') ??
        'development',
      realm: readLastChoice(this.#storage),
    });
    this.#oauth2 = OAuth2.create({
      authConnector: this.#connector,
      defaultScopes: ['openid', 'profile', 'email'],
    });
  }

  async signInWith(realm: RealmChoice): Promise<BackstageIdentityResponse> {
    const identity = await this.#connector.startingWith(realm, () =>
      this.#oauth2.getBackstageIdentity({ instantPopup: true }),
    );
    if (!identity) {
      throw new Error('The sign-in service told no identity');
    }
    writeLastChoice(this.#storage, realm);
    return identity;
  }

  lastChoice(): RealmChoice | undefined {
    return readLastChoice(this.#storage);
  }

  getAccessToken(scope?: string | string[], options?: AuthRequestOptions) {
    return this.#oauth2.getAccessToken(scope, options);
  }

  getIdToken(options?: AuthRequestOptions) {
    return this.#oauth2.getIdToken(options);
  }

  getBackstageIdentity(options?: AuthRequestOptions) {
    return this.#oauth2.getBackstageIdentity(options);
  }

  getProfile(options?: AuthRequestOptions) {
    return this.#oauth2.getProfile(options);
  }

  signIn() {
    return this.#oauth2.signIn();
  }

  signOut() {
    return this.#oauth2.signOut();
  }

  sessionState$() {
    return this.#oauth2.sessionState$();
  }
}
