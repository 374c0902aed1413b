import { FieldError, FieldErrorType, invalid } from '../../errors/fieldError';
import { Schema } from '../../schema/types';
import { CelError } from '../errors';
import { Rule } from './compileRules';

/** The name of the root where an error would have no field. */
export function printedPath(path: string): string {
  return path || '<nil>';
}

/** What messages call a rule. */
function ruleText({ message, rule }: Rule): string {
  return (message || rule).trim();
}

/** What is said about a rule that is not fulfilled. */
export function defaultMessage(rule: Rule): string {
  return rule.message ? rule.message.trim() : `failed rule: ${ruleText(rule)}`;
}

/** A rule that could not be evaluated. */
export function evaluationError(
  path: string,
  schema: Schema,
  rule: Rule,
  { message }: CelError,
): FieldError {
  const text = ruleText(rule);
  let detail = `${message} evaluating rule: ${text}`;
  if (message.startsWith('no such overload')) {
    detail = `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${text}`;
  } else if (message.startsWith('operation cancelled')) {
    detail = `'${message}': no further validation rules will be run due to call cost exceeds limit for rule: ${text}`;
  }
  return invalid(printedPath(path), schema.type ?? '', detail);
}

const TYPES: Record<string, FieldErrorType> = {
  FieldValueForbidden: 'FieldValueForbidden',
  FieldValueRequired: 'FieldValueRequired',
  FieldValueDuplicate: 'FieldValueDuplicate',
};

const TITLES: Partial<Record<FieldErrorType, string>> = {
  FieldValueForbidden: 'Forbidden',
  FieldValueRequired: 'Required value',
  FieldValueDuplicate: 'Duplicate value',
};

/** A rule that is not fulfilled. */
export function ruleError(
  path: string,
  schema: Schema,
  value: unknown,
  detail: string,
  reason: string | undefined,
): FieldError {
  const field = printedPath(path);
  const type = TYPES[reason ?? ''] ?? 'FieldValueInvalid';
  const isLarge = schema.type === 'object' || schema.type === 'array';
  if (type === 'FieldValueForbidden' || type === 'FieldValueRequired') {
    return { type, field, body: `${TITLES[type]}: ${detail}` };
  }
  if (type === 'FieldValueDuplicate') {
    const shown = isLarge ? '' : invalid('', value, '').body.slice(13);
    return { type, field, body: `Duplicate value${shown}` };
  }
  return isLarge
    ? { type, field, body: `Invalid value: ${detail}` }
    : invalid(field, value, detail);
}
