import {
  duplicate,
  FieldError,
  invalid,
  notSupported,
  required,
} from '../../errors/fieldError';
import {
  validateLabel1035,
  validateSubdomain,
} from '../../registry/nameValidation';
import { parseGroupVersion } from '../../types';
import {
  CompiledPolicy,
  compilePolicy,
  PolicyExpression,
} from './compilePolicy';
import { ParamKind, Policy, PolicySpec } from './types';
import { validateMatchResources } from './validateMatchResources';

const REASONS = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
const isBlank = (text: string | undefined) => !text || text.trim() === '';

function expressionError(
  path: string,
  text: string,
  expression: PolicyExpression | undefined,
): FieldError[] {
  return expression?.error ? [invalid(path, text, expression.error)] : [];
}

function validateParamKind({ apiVersion, kind }: ParamKind): FieldError[] {
  const path = 'spec.paramKind';
  const errors: FieldError[] = [];
  if (!apiVersion) {
    errors.push(required(`${path}.apiVersion`));
  } else {
    const { group, version } = parseGroupVersion(apiVersion);
    const problems = [
      ...(group ? validateSubdomain(group).map(why => [group, why]) : []),
      ...(version
        ? validateLabel1035(version).map(why => [version, why])
        : [[apiVersion, 'version must be specified']]),
    ];
    problems.forEach(([value, why]) =>
      errors.push(invalid(`${path}.apiVersion`, value, why)),
    );
  }
  if (!kind) {
    errors.push(required(`${path}.kind`));
  } else {
    const problems = validateLabel1035(kind.toLowerCase());
    if (problems.length) {
      errors.push(
        invalid(
          `${path}.kind`,
          kind,
          `may have mixed case, but should otherwise match: ${problems.join(
            ',',
          )}`,
        ),
      );
    }
  }
  return errors;
}

function validateConditions(
  { matchConditions = [] }: PolicySpec,
  compiled: CompiledPolicy,
): FieldError[] {
  return matchConditions.flatMap(({ name, expression }, i) => {
    const path = `spec.matchConditions[${i}]`;
    const before = matchConditions.slice(0, i);
    return [
      ...(isBlank(expression)
        ? [required(`${path}.expression`)]
        : expressionError(
            `${path}.expression`,
            expression.trim(),
            compiled.matchConditions[i],
          )),
      ...(name ? [] : [required(`${path}.name`)]),
      ...(name && before.some(other => other.name === name)
        ? [duplicate(`${path}.name`, name)]
        : []),
    ];
  });
}

function validateVariables(
  { variables = [] }: PolicySpec,
  compiled: CompiledPolicy,
): FieldError[] {
  return variables.flatMap(({ name, expression }, i) => {
    const path = `spec.variables[${i}]`;
    const errors: FieldError[] = [];
    if (isBlank(name)) {
      errors.push(required(`${path}.name`, 'name is not specified'));
    } else if (!/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name)) {
      errors.push(
        invalid(`${path}.name`, name, 'must be a valid CEL identifier'),
      );
    }
    const field = `${path}.expression`;
    return isBlank(expression)
      ? [...errors, required(field, 'expression is not specified')]
      : [
          ...errors,
          ...expressionError(
            field,
            expression,
            compiled.variables[i].expression,
          ),
        ];
  });
}

function validateValidation(
  entry: CompiledPolicy['validations'][number],
  path: string,
): FieldError[] {
  const { validation, expression } = entry;
  const { message, messageExpression, reason } = validation;
  const errors: FieldError[] = isBlank(validation.expression)
    ? [required(`${path}.expression`, 'expression is not specified')]
    : expressionError(`${path}.expression`, validation.expression, expression);
  const blank = 'must be non-empty if specified';
  if (messageExpression && isBlank(messageExpression)) {
    errors.push(invalid(`${path}.messageExpression`, messageExpression, blank));
  } else if (messageExpression) {
    const field = `${path}.messageExpression`;
    errors.push(...expressionError(field, messageExpression, entry.message));
  }
  if (message && isBlank(message)) {
    errors.push(invalid(`${path}.message`, message, blank));
  } else if (/[\n\r]/.test(message?.trim() ?? '')) {
    errors.push(
      invalid(`${path}.message`, message, 'must not contain line breaks'),
    );
  }
  if (reason !== undefined && !REASONS.includes(reason)) {
    errors.push(notSupported(`${path}.reason`, reason, REASONS));
  }
  return errors;
}

function validateAnnotations(
  { auditAnnotations = [] }: PolicySpec,
  compiled: CompiledPolicy,
): FieldError[] {
  return auditAnnotations.flatMap(({ key, valueExpression }, i) => {
    const path = `spec.auditAnnotations[${i}]`;
    const field = `${path}.valueExpression`;
    const before = auditAnnotations.slice(0, i);
    return [
      ...(isBlank(valueExpression)
        ? [required(field, 'valueExpression is not specified')]
        : expressionError(
            field,
            valueExpression,
            compiled.auditAnnotations[i].expression,
          )),
      ...(before.some(other => other.key === key)
        ? [duplicate(`${path}.key`, key)]
        : []),
    ];
  });
}

/** What is wrong with a ValidatingAdmissionPolicy. */
export function validatePolicy({ spec }: Policy): FieldError[] {
  const errors: FieldError[] = [];
  const { failurePolicy, paramKind, matchConstraints } = spec;
  if (!['Fail', 'Ignore'].includes(failurePolicy ?? '')) {
    errors.push(
      notSupported('spec.failurePolicy', failurePolicy, ['Fail', 'Ignore']),
    );
  }
  if (paramKind) {
    errors.push(...validateParamKind(paramKind));
  }
  if (!matchConstraints) {
    errors.push(required('spec.matchConstraints'));
  } else {
    const path = 'spec.matchConstraints';
    errors.push(...validateMatchResources(matchConstraints, path));
    if (!matchConstraints.resourceRules?.length) {
      errors.push(required(`${path}.resourceRules`));
    }
  }
  const compiled = compilePolicy(spec);
  errors.push(...validateConditions(spec, compiled));
  errors.push(...validateVariables(spec, compiled));
  if (!spec.validations?.length && !spec.auditAnnotations?.length) {
    const text =
      'validations or auditAnnotations must contain at least one item';
    errors.push(
      required('spec.validations', text),
      required('spec.auditAnnotations', text),
    );
    return errors;
  }
  compiled.validations.forEach((entry, i) =>
    errors.push(...validateValidation(entry, `spec.validations[${i}]`)),
  );
  errors.push(...validateAnnotations(spec, compiled));
  return errors;
}
