import { JsonObject, UserInfo } from '../../types';
import { goQuote } from '../../util/goQuote';
import { JwtAuthenticatorConfiguration } from '../authenticationConfiguration';
import { checkVerifiedEmail, stringClaim } from './claims';
import { claimValue, textsOf } from './claimValues';
import { Expressions } from './expressions';

type Mappings = JwtAuthenticatorConfiguration['claimMappings'];

const CREDENTIAL_ID = 'authentication.kubernetes.io/credential-id';

function inContext<T>(what: string, get: () => T): T {
  try {
    return get();
  } catch (error) {
    throw new Error(
      `oidc: ${what}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Makes a user of the claims of one token. */
class ClaimMapper {
  constructor(
    private readonly claims: JsonObject,
    private readonly mappings: Mappings,
    private readonly expressions: Expressions,
  ) {}

  user(): UserInfo {
    const name = this.name();
    const groups = this.groups();
    const uid = this.uid();
    const extra = this.extra();
    return {
      name,
      groups,
      ...(uid && { uid }),
      ...(Object.keys(extra).length > 0 && { extra }),
    };
  }

  private evaluate(expression: string) {
    return this.expressions.evaluate(
      'claims',
      expression,
      claimValue(this.claims),
    );
  }

  private text(expression: string, what: string): string {
    return inContext(`error evaluating ${what} claim expression`, () => {
      const value = this.evaluate(expression);
      if (typeof value !== 'string') {
        throw new Error(`${what} claim expression must return a string`);
      }
      return value;
    });
  }

  private name(): string {
    const { claim = '', prefix = '', expression } = this.mappings.username;
    if (expression) {
      const name = this.text(expression, 'username');
      if (!name) {
        throw new Error(
          'oidc: empty username via CEL expression is not allowed',
        );
      }
      return name;
    }
    const name = inContext(`parse username claims ${goQuote(claim)}`, () =>
      stringClaim(this.claims, claim),
    );
    if (claim === 'email') {
      checkVerifiedEmail(this.claims);
    }
    return `${prefix}${name}`;
  }

  private groups(): string[] {
    const { claim, prefix = '', expression } = this.mappings.groups ?? {};
    if (expression) {
      return inContext('error evaluating group claim expression', () =>
        textsOf(this.evaluate(expression)),
      );
    }
    if (!claim || !Object.hasOwn(this.claims, claim)) {
      return [];
    }
    const value = this.claims[claim];
    const names = inContext(`parse groups claim ${goQuote(claim)}`, () =>
      Array.isArray(value) && value.every(name => typeof name === 'string')
        ? (value as string[])
        : [stringClaim(this.claims, claim)].filter(() => value !== null),
    );
    return names.map(name => `${prefix}${name}`);
  }

  private uid(): string {
    const { claim, expression } = this.mappings.uid ?? {};
    if (expression) {
      return this.text(expression, 'uid');
    }
    return claim
      ? inContext(`parse uid claim ${goQuote(claim)}`, () =>
          stringClaim(this.claims, claim),
        )
      : '';
  }

  private extra(): Record<string, string[]> {
    const extra: Record<string, string[]> = {};
    const { jti } = this.claims;
    if (typeof jti === 'string' && jti) {
      extra[CREDENTIAL_ID] = [`JTI=${jti}`];
    }
    for (const { key, valueExpression } of this.mappings.extra ?? []) {
      const value = this.evaluate(valueExpression);
      const texts = inContext(
        `error evaluating extra claim expression: ${valueExpression}`,
        () => textsOf(value),
      );
      if (texts.length > 0) {
        extra[key] = texts;
      }
    }
    return extra;
  }
}

/**
 * Who the claims of a verified token stand for.
 *
 * @throws Error when a claim is missing or not of the sort it should be
 */
export function userOf(
  claims: JsonObject,
  { claimMappings }: JwtAuthenticatorConfiguration,
  expressions: Expressions,
): UserInfo {
  return new ClaimMapper(claims, claimMappings, expressions).user();
}
