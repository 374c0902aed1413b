import {
  duplicate,
  FieldError,
  invalid,
  required,
} from '../../errors/fieldError';
import {
  JwtAuthenticatorConfiguration,
  PrefixedClaimOrExpression,
} from '../authenticationConfiguration';
import { readsClaim, validateExpression } from './expressions';

type ClaimMappings = JwtAuthenticatorConfiguration['claimMappings'];

const BOTH = "claim and expression can't both be set";

function validatePrefixed(
  { claim, expression, prefix }: PrefixedClaimOrExpression,
  path: string,
  isRequired: boolean,
): FieldError[] {
  if (claim && expression) {
    return [invalid(path, '', BOTH)];
  }
  if (expression) {
    return [
      ...(prefix !== undefined
        ? [
            invalid(
              `${path}.prefix`,
              prefix,
              'may not be specified when expression is set',
            ),
          ]
        : []),
      ...validateExpression(expression, `${path}.expression`),
    ];
  }
  if (claim) {
    return prefix === undefined
      ? [
          required(
            `${path}.prefix`,
            'prefix is required when claim is set. It can be set to an empty string to disable prefixing',
          ),
        ]
      : [];
  }
  return isRequired ? [required(path, 'claim or expression is required')] : [];
}

function isReserved(key: string): boolean {
  const [domain, rest] = key.split(/\/(.*)/s);
  return rest !== undefined && /(^|\.)(kubernetes\.io|k8s\.io)$/.test(domain);
}

function validateExtra(
  extra: NonNullable<ClaimMappings['extra']>,
  path: string,
): FieldError[] {
  return extra.flatMap(({ key, valueExpression }, i): FieldError[] => {
    const at = `${path}[${i}]`;
    const errors: FieldError[] = [];
    if (!key) {
      errors.push(required(`${at}.key`));
    } else if (!/^[^/]+\/.+$/.test(key)) {
      errors.push(
        invalid(
          `${at}.key`,
          key,
          'must be a domain-prefixed path (such as "acme.io/foo")',
        ),
      );
    }
    if (key !== key.toLowerCase()) {
      errors.push(invalid(`${at}.key`, key, 'must be lowercase'));
    }
    if (isReserved(key)) {
      errors.push(
        invalid(
          `${at}.key`,
          key,
          'k8s.io, kubernetes.io and their subdomains are reserved for Kubernetes use',
        ),
      );
    }
    if (extra.slice(0, i).some(other => other.key === key)) {
      errors.push(duplicate(`${at}.key`, key));
    } else if (!valueExpression) {
      errors.push(required(`${at}.valueExpression`));
    } else {
      errors.push(
        ...validateExpression(valueExpression, `${at}.valueExpression`),
      );
    }
    return errors;
  });
}

/** An address may only name a user when somebody looks whether it is theirs. */
function validateEmail(
  { username, extra = [] }: ClaimMappings,
  rules: string[],
  path: string,
): FieldError[] {
  const { expression = '' } = username;
  if (!readsClaim(expression, 'email')) {
    return [];
  }
  const readers = [
    expression,
    ...extra.map(({ valueExpression }) => valueExpression),
    ...rules,
  ];
  return readers.some(reader => readsClaim(reader, 'email_verified'))
    ? []
    : [
        invalid(
          `${path}.username.expression`,
          expression,
          'claims.email_verified must be used in claimMappings.username.expression or claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when claims.email is used in claimMappings.username.expression',
        ),
      ];
}

/**
 * Checks what becomes of the claims of a token; `rules` are the expressions
 * that check the claims.
 */
export function validateClaimMappings(
  mappings: ClaimMappings | undefined,
  rules: string[],
  path: string,
): FieldError[] {
  const { username = {}, groups = {}, uid = {}, extra = [] } = mappings ?? {};
  const errors = [
    ...validatePrefixed(username, `${path}.username`, true),
    ...validatePrefixed(groups, `${path}.groups`, false),
  ];
  if (uid.claim && uid.expression) {
    errors.push(invalid(`${path}.uid`, '', BOTH));
  } else if (uid.expression) {
    errors.push(
      ...validateExpression(uid.expression, `${path}.uid.expression`),
    );
  }
  errors.push(...validateExtra(extra, `${path}.extra`));
  return mappings?.username
    ? [...errors, ...validateEmail(mappings, rules, path)]
    : errors;
}
