import { openLoginPopup } from '@backstage/core-app-api';
import type { OpenLoginPopupOptions } from '@backstage/core-app-api';
import type { DiscoveryApi } from '@backstage/frontend-plugin-api';
import { sessionEnded, unavailable } from './errors';
import { readSession, type KubedcSession } from './readSession';
import type { RealmChoice } from './types';

const HEADERS = { 'x-requested-with': 'XMLHttpRequest' };
const SCOPE = 'openid profile email';

/** Speaks with the auth provider `kubedc` of the backend. */
export class SignInClient {
  readonly #discovery: DiscoveryApi;
  readonly #environment: string;
  readonly #openPopup: (options: OpenLoginPopupOptions) => Promise<unknown>;

  constructor(options: {
    discoveryApi: DiscoveryApi;
    environment: string;
    openPopup?: (options: OpenLoginPopupOptions) => Promise<unknown>;
  }) {
    this.#discovery = options.discoveryApi;
    this.#environment = options.environment;
    this.#openPopup = options.openPopup ?? openLoginPopup;
  }

  /**
   * Lets the person sign in with a realm, in a window of its own.
   *
   * @throws what the window says, by the names that the backend gives its errors.
   */
  async open(realm: RealmChoice): Promise<KubedcSession> {
    const url = await this.#url('/start', {
      scope: SCOPE,
      origin: window.location.origin,
      flow: 'popup',
      installation: realm.installation,
      organization: realm.organization,
    });
    return readSession(
      await this.#openPopup({
        url,
        name: 'Kube-DC Login',
        width: 500,
        height: 760,
      }),
    );
  }

  /**
   * Restores the session that the browser's cookie stands for, with fresh tokens.
   *
   * @throws SessionEndedError when there is none any more, ServiceUnavailableError when that cannot be told now.
   */
  async refresh(): Promise<KubedcSession> {
    const response = await this.#fetch('/refresh', {
      optional: '',
      scope: SCOPE,
    });
    if (response.ok) {
      return readSession(await response.json());
    }
    const answer = `The sign-in service answered ${response.status} ${response.statusText}`;
    if (response.status >= 500 || response.status === 429) {
      throw unavailable(answer);
    }
    throw sessionEnded(
      response.status === 403 ? await messageOf(response, answer) : answer,
    );
  }

  /** Ends the session at the backend and at the realm. */
  async end(): Promise<void> {
    const response = await this.#fetch('/logout', {}, 'POST');
    if (!response.ok) {
      throw unavailable(
        `You are not signed out: the sign-in service answered ${response.status} ${response.statusText}`,
      );
    }
  }

  async #fetch(
    path: string,
    query: Record<string, string>,
    method: 'GET' | 'POST' = 'GET',
  ): Promise<Response> {
    const url = await this.#url(path, query);
    try {
      return await fetch(url, {
        method,
        headers: HEADERS,
        credentials: 'include',
      });
    } catch (error) {
      throw unavailable(`The sign-in service cannot be reached: ${error}`);
    }
  }

  async #url(path: string, query: Record<string, string>): Promise<string> {
    const base = await this.#discovery.getBaseUrl('auth');
    const parameters = new URLSearchParams({
      ...query,
      env: this.#environment,
    });
    return `${base}/kubedc${path}?${parameters}`;
  }
}

/** What the backend says why it refuses. */
async function messageOf(
  response: Response,
  otherwise: string,
): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  const { error } = (body ?? {}) as { error?: { message?: unknown } };
  return typeof error?.message === 'string' ? error.message : otherwise;
}
