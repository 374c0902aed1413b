import { unauthorized } from '../errors/statusError';
import { UserInfo } from '../types';
import { ServiceAccountTokens } from './serviceAccountTokens';

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

/** Finds out who a bearer token stands for. */
export class Authenticator {
  private readonly tokens = new Map<string, UserInfo>();

  constructor(
    tokens: StaticToken[],
    private readonly serviceAccounts: ServiceAccountTokens,
  ) {
    tokens.forEach(token => this.addToken(token));
  }

  addToken({ token, user, groups, uid }: StaticToken): void {
    if (!token || !user) {
      throw new Error('a static token needs a token and a user');
    }
    this.tokens.set(token, { name: user, groups, ...(uid && { uid }) });
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
      /^Bearer +(.*)$/i.exec(authorization ?? '')?.[1].trim() ??
      tokenFromProtocols(protocols);
    if (token === undefined || token === '') {
      return ANONYMOUS;
    }
    const user = await this.verify(token, []);
    if (!user) {
      throw unauthorized();
    }
    return user;
  }

  /** Who a token stands for; nothing when it is not valid. */
  async verify(
    token: string,
    audiences: string[],
  ): Promise<UserInfo | undefined> {
    const known = this.tokens.get(token);
    if (known) {
      return withAuthenticated(known);
    }
    const user = await this.serviceAccounts.verify(token, audiences);
    return user && withAuthenticated(user);
  }
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
