import { unauthorized } from '../errors/statusError';
import { UserInfo } from '../types';
import { AuthenticationConfiguration } from './authenticationConfiguration';
import { JwtAuthenticator } from './jwt/jwtAuthenticator';
import { ISSUER, ServiceAccountTokens } from './serviceAccountTokens';

/**
 * A token that stands for somebody for as long as the server runs.
 *
 * @public
 */
export interface StaticToken {
  token: string;
  user: string;
  groups: string[];
  uid?: string;
}

const INVALID = 'invalid bearer token';
const AUTHENTICATED = 'system:authenticated';

export const ANONYMOUS: UserInfo = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** `system:authenticated` belongs to everybody but the anonymous. */
export function withAuthenticated(user: UserInfo): UserInfo {
  return user.groups.includes(AUTHENTICATED) || user.name === ANONYMOUS.name
    ? user
    : { ...user, groups: [...user.groups, AUTHENTICATED] };
}

/** Who a token stands for, and which of the wanted audiences it is for. */
export interface Authenticated {
  user: UserInfo;
  audiences: string[];
}

/** Finds out who a bearer token stands for. */
export class Authenticator {
  private readonly tokens = new Map<string, UserInfo>();
  private issuers: JwtAuthenticator;

  /** @throws Error when a token or the configuration is not valid */
  constructor(
    tokens: StaticToken[],
    private readonly serviceAccounts: ServiceAccountTokens,
    configuration: AuthenticationConfiguration = {},
  ) {
    tokens.forEach(token => this.addToken(token));
    this.issuers = new JwtAuthenticator(configuration, [ISSUER]);
  }

  addToken({ token, user, groups, uid }: StaticToken): void {
    if (!token || !user) {
      throw new Error('a static token needs a token and a user');
    }
    this.tokens.set(token, { name: user, groups, ...(uid && { uid }) });
  }

  /**
   * Trusts other issuers from now on.
   *
   * @throws Error when the configuration is not valid; nothing changes then
   */
  setConfiguration(configuration: AuthenticationConfiguration): void {
    this.issuers = new JwtAuthenticator(configuration, [ISSUER], this.issuers);
  }

  /**
   * Who makes a request; the anonymous user when it carries no token.
   *
   * @throws {@link StatusError} 401
   */
  async authenticate(
    authorization: string | undefined,
    protocols: string | undefined,
  ): Promise<UserInfo> {
    const token =
      tokenFromHeader(authorization) || tokenFromProtocols(protocols);
    if (!token) {
      return ANONYMOUS;
    }
    const known = this.tokens.get(token);
    if (known) {
      return withAuthenticated(known);
    }
    try {
      return (await this.verify(token, [ISSUER])).user;
    } catch {
      // Why is for those who may review tokens, not for whom it may be.
      throw unauthorized();
    }
  }

  /**
   * Who a token stands for, and for which of the audiences.
   *
   * @throws Error saying what is wrong with the token
   */
  async verify(token: string, audiences: string[]): Promise<Authenticated> {
    const isForServer = audiences.includes(ISSUER);
    const known = this.tokens.get(token);
    if (known && isForServer) {
      return { user: withAuthenticated(known), audiences: [ISSUER] };
    }
    const account = await withReason(() =>
      this.serviceAccounts.verify(token, audiences),
    );
    if (account) {
      return { ...account, user: withAuthenticated(account.user) };
    }
    const user = isForServer
      ? await withReason(() => this.issuers.verify(token))
      : undefined;
    if (!user) {
      throw new Error(INVALID);
    }
    return { user: withAuthenticated(user), audiences: [ISSUER] };
  }
}

/** Says why a token is refused as the real server does. */
async function withReason<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    throw new Error(
      `[${INVALID}, ${error instanceof Error ? error.message : error}]`,
    );
  }
}

/** The token of an `Authorization` header; those of other schemes are none. */
function tokenFromHeader(authorization = ''): string | undefined {
  const [scheme, token] = authorization.trim().split(' ');
  return scheme.toLowerCase() === 'bearer' ? token : undefined;
}

const PROTOCOL_PREFIX = 'base64url.bearer.authorization.k8s.io.';

/** Browsers cannot set headers of a WebSocket, so a protocol carries it. */
function tokenFromProtocols(protocols: string | undefined): string | undefined {
  const protocol = protocols
    ?.split(',')
    .map(p => p.trim())
    .find(p => p.startsWith(PROTOCOL_PREFIX));
  return (
    protocol &&
    Buffer.from(protocol.slice(PROTOCOL_PREFIX.length), 'base64url').toString()
  );
}

/** The WebSocket protocols without the one that carries a token. */
export function withoutTokenProtocol(protocols: string): string {
  return protocols
    .split(',')
    .map(p => p.trim())
    .filter(p => !p.startsWith(PROTOCOL_PREFIX))
    .join(', ');
}
