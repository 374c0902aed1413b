import {
  FieldError,
  invalid,
  notSupported,
  required,
} from '../../errors/fieldError';
import { Schema } from '../../schema/types';
import { goJson } from '../../util/goQuote';
import { mapValues } from '../schema/declare';
import { Rule, rulesOf } from './compileRules';
import { normalizeFieldPath } from './fieldPath';
import { RuleNode, ruleNode } from './ruleValidator';

const REASONS = [
  'FieldValueForbidden',
  'FieldValueInvalid',
  'FieldValueRequired',
  'FieldValueDuplicate',
];
const hasBreak = (text: string) => text.includes('\n');

function validateShape(
  rule: Rule,
  schema: Schema,
  path: string,
  errors: FieldError[],
): void {
  const { message = '', messageExpression = '', fieldPath = '' } = rule;
  if (rule.rule.trim() === '') {
    errors.push(required(`${path}.rule`, 'rule is not specified'));
  } else if (message && message.trim() === '') {
    errors.push(
      invalid(`${path}.message`, message, 'must be non-empty if specified'),
    );
  } else if (hasBreak(message.trim())) {
    errors.push(
      invalid(`${path}.message`, message, 'must not contain line breaks'),
    );
  } else if (hasBreak(rule.rule.trim()) && !message) {
    errors.push(
      required(
        `${path}.message`,
        'message must be specified if rule contains line breaks',
      ),
    );
  }
  if (messageExpression && messageExpression.trim() === '') {
    errors.push(
      required(
        `${path}.messageExpression`,
        'messageExpression must be non-empty if specified',
      ),
    );
  }
  if (rule.reason !== undefined && !REASONS.includes(rule.reason)) {
    const known = [...REASONS].sort();
    errors.push(notSupported(`${path}.reason`, rule.reason, known));
  }
  if (fieldPath && fieldPath.trim() === '') {
    errors.push(
      invalid(`${path}.fieldPath`, fieldPath, 'must be non-empty if specified'),
    );
  }
  if (hasBreak(fieldPath)) {
    errors.push(
      invalid(`${path}.fieldPath`, fieldPath, 'must not contain line breaks'),
    );
  }
  if (fieldPath && normalizeFieldPath(fieldPath, schema) === undefined) {
    errors.push(
      invalid(`${path}.fieldPath`, fieldPath, 'must be a valid path'),
    );
  }
}

/** A rule as the real server prints it in errors. */
function ruleValue(rule: Rule): string {
  const fields: [string, unknown][] = [
    ['Rule', rule.rule],
    ['Message', rule.message ?? ''],
    ['MessageExpression', rule.messageExpression ?? ''],
    ['Reason', rule.reason ?? null],
    ['FieldPath', rule.fieldPath ?? ''],
    ['OptionalOldSelf', rule.optionalOldSelf ?? null],
  ];
  return `{${fields
    .map(([name, value]) => `"${name}":${goJson(value)}`)
    .join(',')}}`;
}

function ruleProblem(field: string, rule: Rule, detail: string): FieldError {
  const body = `Invalid value: ${ruleValue(rule)}: ${detail}`;
  return { type: 'FieldValueInvalid', field, body };
}

function validateCompiled(
  node: RuleNode,
  path: string,
  uncorrelatable: string | undefined,
  errors: FieldError[],
): void {
  node.rules.forEach((compiled, i) => {
    const { rule, error, messageError, usesOldSelf } = compiled;
    const field = `${path}.x-kubernetes-validations[${i}]`;
    if (error !== undefined) {
      errors.push(ruleProblem(`${field}.rule`, rule, error));
    }
    if (messageError !== undefined) {
      errors.push(
        ruleProblem(`${field}.messageExpression`, rule, messageError),
      );
    }
    if (usesOldSelf && uncorrelatable !== undefined) {
      errors.push(
        invalid(
          `${field}.rule`,
          rule.rule,
          `oldSelf cannot be used on the uncorrelatable portion of the schema within ${uncorrelatable}`,
        ),
      );
    } else if (!usesOldSelf && rule.optionalOldSelf !== undefined) {
      errors.push(
        invalid(
          `${field}.optionalOldSelf`,
          rule.optionalOldSelf,
          'may not be set if oldSelf is not used in rule',
        ),
      );
    }
  });
  const isAtomicMap = !['granular', 'atomic', undefined].includes(
    node.schema['x-kubernetes-map-type'],
  );
  for (const [name, child] of node.properties) {
    validateCompiled(
      child,
      `${path}.properties[${name}]`,
      isAtomicMap ? path : uncorrelatable,
      errors,
    );
  }
  if (node.values) {
    const below = `${path}.additionalProperties`;
    validateCompiled(node.values, below, uncorrelatable, errors);
  }
  if (node.items) {
    const isMap = node.schema['x-kubernetes-list-type'] === 'map';
    const within = isMap ? uncorrelatable : path;
    validateCompiled(node.items, `${path}.items`, within, errors);
  }
}

function validateShapes(
  schema: Schema,
  path: string,
  errors: FieldError[],
): void {
  rulesOf(schema).forEach((rule, i) =>
    validateShape(
      rule,
      schema,
      `${path}.x-kubernetes-validations[${i}]`,
      errors,
    ),
  );
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    validateShapes(property, `${path}.properties[${name}]`, errors);
  }
  if (schema.items) {
    validateShapes(schema.items, `${path}.items`, errors);
  }
  const values = mapValues(schema);
  if (values) {
    validateShapes(values, `${path}.additionalProperties`, errors);
  }
}

/** Checks the rules of a CustomResourceDefinition's schema. */
export function validateRuleDefinitions(
  schema: Schema,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  validateShapes(schema, path, errors);
  if (errors.length === 0) {
    const node = ruleNode(schema);
    if (node) {
      validateCompiled(node, path, undefined, errors);
    }
  }
  return errors;
}
