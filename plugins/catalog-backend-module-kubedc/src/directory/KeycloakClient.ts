import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { KeycloakError } from './KeycloakError';

/** Milliseconds that an answer may take. */
const TIMEOUT_MS = 30_000;
/** Bytes that an answer may have: far more than a page of people. */
const MAX_ANSWER = 16 * 1024 * 1024;
/** Seconds before its end at which a token is taken for ended. */
const MARGIN_SECONDS = 10;

/** The settings of an installation whose people are read. */
export type DirectorySettings = Required<Pick<Installation, 'oidc' | 'people'>>;

interface Token {
  value: string;
  endsAt: number;
}

interface HttpRequest {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

/** Reads the admin API of a Keycloak with the service account of a client. It never writes, and follows no redirect. */
export class KeycloakClient {
  readonly #settings: DirectorySettings;
  readonly #base: string;
  readonly #agent: http.Agent;
  readonly #signal: AbortSignal;
  readonly #tokens = new Map<string, Token>();

  /**
   * Opens connections with the authority's certificate as it is now.
   *
   * @param signal - ends what is under way.
   */
  static async open(
    settings: DirectorySettings,
    signal: AbortSignal,
  ): Promise<KeycloakClient> {
    const { caFile } = settings.oidc;
    const ca = caFile === undefined ? undefined : await readFile(caFile);
    return new KeycloakClient(settings, signal, ca);
  }

  private constructor(
    settings: DirectorySettings,
    signal: AbortSignal,
    ca: Buffer | undefined,
  ) {
    this.#settings = settings;
    this.#signal = signal;
    this.#base = settings.oidc.issuer.replace(/\/realms\/\{realm\}$/, '');
    this.#agent = this.#base.startsWith('https:')
      ? new https.Agent({ keepAlive: true, ca })
      : new http.Agent({ keepAlive: true });
  }

  /**
   * Reads a path below a realm.
   *
   * @throws KeycloakError when Keycloak refuses, and whatever stands against reaching it.
   */
  async get<T>(
    realm: string,
    path: string,
    query: Record<string, string | number | boolean> = {},
  ): Promise<T> {
    const search = new URLSearchParams(
      Object.entries(query).map(([key, value]) => [key, String(value)]),
    );
    const url = `${this.#base}/admin/realms/${encodeURIComponent(
      realm,
    )}${path}?${search}`;
    const ask = async () =>
      this.#request<T>(url, {
        method: 'GET',
        headers: { authorization: `Bearer ${await this.#token(realm)}` },
      });
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof KeycloakError && error.status === 401)) {
        throw error;
      }
      // The token ended early: the session was revoked, or Keycloak was started anew.
      this.#tokens.delete(this.#tokenRealm(realm));
      return ask();
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #tokenRealm(realm: string): string {
    return this.#settings.people.realm.replace('{realm}', realm);
  }

  async #token(realm: string): Promise<string> {
    const tokenRealm = this.#tokenRealm(realm);
    const known = this.#tokens.get(tokenRealm);
    if (known && known.endsAt > performance.now()) {
      return known.value;
    }
    const { clientId, clientSecret } = this.#settings.people;
    const askedAt = performance.now();
    const answer = await this.#request<{
      access_token?: unknown;
      expires_in?: unknown;
    }>(
      `${this.#base}/realms/${encodeURIComponent(
        tokenRealm,
      )}/protocol/openid-connect/token`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        }).toString(),
      },
    );
    if (typeof answer.access_token !== 'string') {
      throw new KeycloakError('Keycloak gave no token', 502);
    }
    const seconds = Number(answer.expires_in) || 0;
    this.#tokens.set(tokenRealm, {
      value: answer.access_token,
      endsAt: askedAt + (seconds - MARGIN_SECONDS) * 1000,
    });
    return answer.access_token;
  }

  async #request<T>(url: string, options: HttpRequest): Promise<T> {
    const { status, text } = await this.#exchange(url, options);
    const where = `${options.method} ${new URL(url).pathname}`;
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      throw new KeycloakError(
        `${where} answered ${status} without JSON`,
        status,
      );
    }
    if (status !== 200) {
      throw KeycloakError.ofAnswer(where, status, body);
    }
    return body as T;
  }

  #exchange(
    url: string,
    { method, headers, body }: HttpRequest,
  ): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const { request: send } = url.startsWith('https:') ? https : http;
      const request = send(
        url,
        {
          method,
          agent: this.#agent,
          headers: { accept: 'application/json', ...headers },
          signal: AbortSignal.any([
            this.#signal,
            AbortSignal.timeout(TIMEOUT_MS),
          ]),
        },
        response => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            chunks.push(chunk);
            if (size > MAX_ANSWER) {
              request.destroy(new Error('The answer is too large'));
            }
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }
}
