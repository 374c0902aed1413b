import {
  duplicate,
  FieldError,
  invalid,
  required,
} from '../../errors/fieldError';
import { JwtAuthenticatorConfiguration } from '../authenticationConfiguration';
import { validateExpression } from './expressions';

type ClaimRules = NonNullable<
  JwtAuthenticatorConfiguration['claimValidationRules']
>;
type UserRules = NonNullable<
  JwtAuthenticatorConfiguration['userValidationRules']
>;

/** Checks the rules that the claims of a token have to follow. */
export function validateClaimRules(
  rules: ClaimRules,
  path: string,
): FieldError[] {
  return rules.flatMap((rule, i): FieldError[] => {
    const at = `${path}[${i}]`;
    const { claim, expression, message, requiredValue } = rule;
    const before = rules.slice(0, i);
    if (claim && expression) {
      return [invalid(at, claim, "claim and expression can't both be set")];
    }
    if (claim) {
      return [
        ...(message
          ? [
              invalid(
                `${at}.message`,
                message,
                'may not be specified when claim is set',
              ),
            ]
          : []),
        ...(before.some(other => other.claim === claim)
          ? [duplicate(`${at}.claim`, claim)]
          : []),
      ];
    }
    if (!expression) {
      return [required(at, 'claim or expression is required')];
    }
    return [
      ...(requiredValue
        ? [
            invalid(
              `${at}.requiredValue`,
              requiredValue,
              'may not be specified when expression is set',
            ),
          ]
        : []),
      ...(before.some(other => other.expression === expression)
        ? [duplicate(`${at}.expression`, expression)]
        : validateExpression(expression, `${at}.expression`, 'claims', true)),
    ];
  });
}

/** Checks the rules that a user made of claims has to follow. */
export function validateUserRules(
  rules: UserRules,
  path: string,
): FieldError[] {
  return rules.flatMap(({ expression }, i): FieldError[] => {
    const at = `${path}[${i}].expression`;
    if (!expression) {
      return [required(at)];
    }
    return rules.slice(0, i).some(other => other.expression === expression)
      ? [duplicate(at, expression)]
      : validateExpression(expression, at, 'user', true);
  });
}
