import { UserInfo } from '../../types';
import { equal } from '../../util/equal';
import {
  AuthenticationConfiguration,
  JwtAuthenticatorConfiguration,
} from '../authenticationConfiguration';
import { userOf } from './claimMappings';
import { checkRules } from './claimRules';
import { Expressions } from './expressions';
import { IssuerKeys } from './issuerKeys';
import { validateAuthentication } from './validateAuthentication';
import { untrustedClaims, verifyToken } from './verifyToken';

/** How long a token that was good once is not looked at again. */
const TRUST_MS = 10_000;
const CACHE_LIMIT = 1000;

interface Issuer {
  configuration: JwtAuthenticatorConfiguration;
  keys: IssuerKeys;
  expressions: Expressions;
}

interface Trusted {
  user: UserInfo;
  until: number;
}

/** Finds out who the tokens of other issuers stand for. */
export class JwtAuthenticator {
  private readonly issuers = new Map<string, Issuer>();
  private readonly trusted = new Map<string, Trusted>();

  /**
   * `previous` is what was in use so far: the keys of issuers that stay as they
   * are need not be fetched again.
   *
   * @throws Error when the configuration is not valid, with all that is wrong
   */
  constructor(
    configuration: AuthenticationConfiguration,
    disallowedIssuers: string[],
    previous?: JwtAuthenticator,
  ) {
    validateAuthentication(configuration, disallowedIssuers);
    for (const jwt of configuration.jwt ?? []) {
      const known = previous?.issuers.get(jwt.issuer.url);
      const isSame = known && equal(known.configuration.issuer, jwt.issuer);
      this.issuers.set(jwt.issuer.url, {
        configuration: jwt,
        keys: isSame ? known.keys : new IssuerKeys(jwt.issuer),
        expressions: new Expressions(),
      });
    }
  }

  /**
   * Who a token stands for; nothing when it is of none of the issuers.
   *
   * @throws Error saying what is wrong with a token of one of the issuers
   */
  async verify(token: string): Promise<UserInfo | undefined> {
    const known = this.trusted.get(token);
    if (known && Date.now() < known.until) {
      return known.user;
    }
    const claims = this.issuers.size > 0 ? untrustedClaims(token) : undefined;
    const issuer = this.issuers.get(String(claims?.iss));
    if (!claims || !issuer) {
      return undefined;
    }
    const { configuration, keys, expressions } = issuer;
    try {
      await verifyToken(token, claims, configuration.issuer.audiences, keys);
    } catch (error) {
      throw new Error(
        `oidc: verify token: ${error instanceof Error ? error.message : error}`,
      );
    }
    const user = userOf(claims, configuration, expressions);
    checkRules(claims, user, configuration, expressions);
    this.trust(token, user, Number(claims.exp) * 1000);
    return user;
  }

  private trust(token: string, user: UserInfo, ends: number): void {
    this.trusted.delete(token);
    this.trusted.set(token, {
      user,
      until: Math.min(ends, Date.now() + TRUST_MS),
    });
    if (this.trusted.size > CACHE_LIMIT) {
      const [oldest] = this.trusted.keys();
      this.trusted.delete(oldest);
    }
  }
}
