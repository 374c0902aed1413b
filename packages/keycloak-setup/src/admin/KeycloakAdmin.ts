import { HttpClient } from './http';
import { KeycloakError } from './KeycloakError';

/**
 * The account that administers Keycloak: a client with a service account, or a
 * person.
 *
 * @public
 */
export type KeycloakAccount =
  | { clientId: string; clientSecret: string }
  | { username: string; password: string };

/**
 * Which Keycloak, and as whom.
 *
 * @public
 */
export type KeycloakAdminOptions = KeycloakAccount & {
  /** Address before `/realms`, such as `https://login.kube-dc.example`. */
  url: string;
  /** PEM of what its certificate is checked against; the system's if left out. */
  ca?: string;
  /** Realm of the account. Default: `master`. */
  realm?: string;
};

/** A token that has less left than this is not used any more. */
const MARGIN_MS = 10_000;

/**
 * Keycloak's admin REST API. Paths are those below `/admin/realms`, with their
 * names encoded.
 *
 * @public
 */
export class KeycloakAdmin {
  private readonly http: HttpClient;
  private token?: { value: string; until: number };

  /**
   * @throws Error for an address that is neither https nor of this machine
   */
  constructor(private readonly options: KeycloakAdminOptions) {
    this.http = new HttpClient(options.url, options.ca);
  }

  /**
   * @throws KeycloakError for an answer that is an error
   */
  async get<T>(path: string): Promise<T> {
    return JSON.parse((await this.send('GET', path)).text) as T;
  }

  /** Like {@link KeycloakAdmin.get}; nothing where there is no such thing. */
  async find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.get<T>(path);
    } catch (error) {
      if (error instanceof KeycloakError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Makes something.
   *
   * @returns its id, where Keycloak says it
   * @throws KeycloakError for an answer that is an error
   */
  async post(path: string, body?: unknown): Promise<string | undefined> {
    const { headers } = await this.send('POST', path, body);
    return headers.location?.split('/').pop();
  }

  /** @throws KeycloakError for an answer that is an error */
  async put(path: string, body?: unknown): Promise<void> {
    await this.send('PUT', path, body);
  }

  /** @throws KeycloakError for an answer that is an error */
  async delete(path: string): Promise<void> {
    await this.send('DELETE', path);
  }

  /**
   * Takes a fresh token for the next request. What the account may do to a
   * realm that was made since stands only in a later one.
   */
  forgetToken(): void {
    this.token = undefined;
  }

  /** Lets go of its connections. */
  close(): void {
    this.http.close();
  }

  private async send(method: string, path: string, body?: unknown) {
    const answer = await this.http.send(
      method,
      `/admin/realms${path}`,
      {
        authorization: `Bearer ${await this.accessToken()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body === undefined ? undefined : JSON.stringify(body),
    );
    if (answer.status >= 400) {
      throw new KeycloakError(
        answer.status,
        `${method} ${path} was answered with ${answer.status}${reason(
          answer.text,
        )}`,
      );
    }
    return answer;
  }

  private async accessToken(): Promise<string> {
    if (this.token && this.token.until > Date.now() + MARGIN_MS) {
      return this.token.value;
    }
    const { realm = 'master', ...account } = this.options;
    const form: Record<string, string> =
      'clientId' in account
        ? {
            grant_type: 'client_credentials',
            client_id: account.clientId,
            client_secret: account.clientSecret,
          }
        : {
            grant_type: 'password',
            client_id: 'admin-cli',
            username: account.username,
            password: account.password,
          };
    const { status, text } = await this.http.send(
      'POST',
      `/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams(form).toString(),
    );
    if (status !== 200) {
      throw new KeycloakError(
        status,
        `Keycloak does not let the administering account in${reason(text)}`,
      );
    }
    const { access_token: value, expires_in: seconds } = JSON.parse(text);
    this.token = { value, until: Date.now() + seconds * 1000 };
    return value;
  }
}

/** What Keycloak says of an error. */
function reason(text: string): string {
  try {
    const {
      errorMessage,
      error_description: description,
      error,
    } = JSON.parse(text);
    const said = errorMessage ?? description ?? error;
    return said ? `: ${said}` : '';
  } catch {
    return '';
  }
}
