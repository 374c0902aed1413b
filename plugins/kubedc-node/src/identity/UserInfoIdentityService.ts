import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { readIdentityClaim } from './readIdentityClaim';
import type { IdentityService, KubedcIdentity } from './types';

/** Milliseconds an answer is kept, unless the token ends before: a new sign-in may bring other groups. */
const MAX_AGE_MS = 60_000;
const MAX_ENTRIES = 10_000;

interface Entry {
  identity: Promise<KubedcIdentity | undefined>;
  expiresAt: number;
}

/**
 * Asks the auth backend, with the user's own limited token, what its sign-in with a realm said. Tokens that reach a plugin
 * on a user's behalf carry no claims, and the backend's own userinfo has those of whoever signed in as that user last, with
 * whichever provider; the route of our provider knows the token itself.
 */
export class UserInfoIdentityService implements IdentityService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** Milliseconds since the epoch; for tests. */
    now?: () => number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#now = options.now ?? Date.now;
  }

  async find(
    credentials: BackstageCredentials,
  ): Promise<KubedcIdentity | undefined> {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      return undefined;
    }
    const { token, expiresAt } = await this.#auth.getLimitedUserToken(
      credentials,
    );
    const now = this.#now();
    const known = this.#entries.get(token);
    if (known && known.expiresAt > now) {
      return known.identity;
    }
    const entry: Entry = {
      identity: this.#read(token),
      expiresAt: Math.min(now + MAX_AGE_MS, expiresAt.getTime()),
    };
    this.#keep(token, entry, now);
    try {
      return await entry.identity;
    } catch (error) {
      if (this.#entries.get(token) === entry) {
        this.#entries.delete(token);
      }
      throw error;
    }
  }

  async require(
    credentials: BackstageCredentials,
    installation: string,
  ): Promise<KubedcIdentity> {
    const identity = await this.find(credentials);
    if (!identity) {
      throw new NotAllowedError(
        'You did not sign in with an organization of Kube-DC today; sign in to the portal again',
      );
    }
    if (identity.installation !== installation) {
      throw new NotAllowedError(
        `You are signed in with '${identity.installation}', not with '${installation}'`,
      );
    }
    return identity;
  }

  async #read(token: string): Promise<KubedcIdentity | undefined> {
    const url = `${await this.#discovery.getBaseUrl('auth')}/kubedc/identity`;
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    }).catch(error => {
      throw new ServiceUnavailableError(
        'The auth backend cannot be reached',
        error,
      );
    });
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { claims } = await response.json();
    return readIdentityClaim(claims?.kubedc, this.#now());
  }

  #keep(token: string, entry: Entry, now: number): void {
    if (this.#entries.size >= MAX_ENTRIES) {
      for (const [key, { expiresAt }] of this.#entries) {
        if (expiresAt <= now) {
          this.#entries.delete(key);
        }
      }
    }
    if (this.#entries.size >= MAX_ENTRIES) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    this.#entries.delete(token);
    this.#entries.set(token, entry);
  }
}
