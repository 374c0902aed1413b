import { JsonObject, UserInfo } from '../../types';
import { JwtAuthenticatorConfiguration } from '../authenticationConfiguration';
import { stringClaim } from './claims';
import { claimValue, userValue } from './claimValues';
import { Expressions, Variable } from './expressions';
import { Value } from '../../cel/values/value';

function checkClaim(claims: JsonObject, claim: string, wanted: string): void {
  if (!Object.hasOwn(claims, claim)) {
    throw new Error(`oidc: required claim ${claim} not present in ID token`);
  }
  let value: string;
  try {
    value = stringClaim(claims, claim);
  } catch (error) {
    throw new Error(
      `oidc: parse claim ${claim}: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  if (value !== wanted) {
    throw new Error(
      `oidc: required claim ${claim} value does not match. Got = ${value}, want = ${wanted}`,
    );
  }
}

function checkExpressions(
  rules: { expression?: string; message?: string }[],
  variable: Variable,
  value: Value,
  expressions: Expressions,
  what: string,
): void {
  try {
    for (const { expression, message = '' } of rules) {
      if (
        expression &&
        expressions.evaluate(variable, expression, value) !== true
      ) {
        throw new Error(
          `validation expression '${expression}' failed: ${message}`,
        );
      }
    }
  } catch (error) {
    throw new Error(
      `oidc: error evaluating ${what}: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

/**
 * Checks the rules that the claims of a token and the user they make have to
 * follow.
 *
 * @throws Error when one is not followed
 */
export function checkRules(
  claims: JsonObject,
  user: UserInfo,
  configuration: JwtAuthenticatorConfiguration,
  expressions: Expressions,
): void {
  const { claimValidationRules = [], userValidationRules = [] } = configuration;
  for (const { claim, requiredValue = '' } of claimValidationRules) {
    if (claim) {
      checkClaim(claims, claim, requiredValue);
    }
  }
  checkExpressions(
    claimValidationRules,
    'claims',
    claimValue(claims),
    expressions,
    'claim validation expression',
  );
  checkExpressions(
    userValidationRules,
    'user',
    userValue(user),
    expressions,
    'user info validation rule',
  );
}
