import { goJson, goQuote } from '../util/goQuote';

/** The machine-readable `reason` of a cause. */
export type FieldErrorType =
  | 'FieldValueNotFound'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError';

/** One thing wrong with one field of an object. */
export interface FieldError {
  type: FieldErrorType;
  field: string;
  /** The text behind the field's name. */
  body: string;
}

const TEXT: Record<FieldErrorType, string> = {
  FieldValueNotFound: 'Not found',
  FieldValueRequired: 'Required value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  FieldValueTypeInvalid: 'Invalid value',
  InternalError: 'Internal error',
};

function withDetail(type: FieldErrorType, detail?: string): string {
  return detail ? `${TEXT[type]}: ${detail}` : TEXT[type];
}

function withValue(
  type: FieldErrorType,
  value: unknown,
  detail?: string,
): string {
  const printed = typeof value === 'string' ? goQuote(value) : goJson(value);
  return `${TEXT[type]}: ${printed}${detail ? `: ${detail}` : ''}`;
}

export function required(field: string, detail?: string): FieldError {
  const type = 'FieldValueRequired';
  return { type, field, body: withDetail(type, detail) };
}

export function invalid(
  field: string,
  value: unknown,
  detail: string,
): FieldError {
  const type = 'FieldValueInvalid';
  return { type, field, body: withValue(type, value, detail) };
}

/** Like {@link invalid}, of a value that is printed already. */
export function invalidPrinted(
  field: string,
  printed: string,
  detail: string,
): FieldError {
  const type = 'FieldValueInvalid';
  return { type, field, body: `${TEXT[type]}: ${printed}: ${detail}` };
}

export function typeInvalid(
  field: string,
  value: unknown,
  detail: string,
): FieldError {
  const type = 'FieldValueTypeInvalid';
  return { type, field, body: withValue(type, value, detail) };
}

export function notSupported(
  field: string,
  value: unknown,
  supported: string[],
): FieldError {
  const type = 'FieldValueNotSupported';
  const detail = `supported values: ${supported.map(goQuote).join(', ')}`;
  return {
    type,
    field,
    body: withValue(type, value, supported.length ? detail : undefined),
  };
}

export function duplicate(field: string, value: unknown): FieldError {
  const type = 'FieldValueDuplicate';
  return { type, field, body: withValue(type, value) };
}

export function forbiddenField(field: string, detail: string): FieldError {
  const type = 'FieldValueForbidden';
  return { type, field, body: withDetail(type, detail) };
}

export function notFoundField(field: string, value: unknown): FieldError {
  const type = 'FieldValueNotFound';
  return { type, field, body: withValue(type, value) };
}

export function tooLong(field: string, max: number): FieldError {
  const type = 'FieldValueTooLong';
  const unit = max === 1 ? 'byte' : 'bytes';
  return {
    type,
    field,
    body: withDetail(type, `may not be more than ${max} ${unit}`),
  };
}

export function tooMany(
  field: string,
  actual: number,
  max: number,
): FieldError {
  const type = 'FieldValueTooMany';
  const unit = max === 1 ? 'item' : 'items';
  return {
    type,
    field,
    body: withValue(type, actual, `must have at most ${max} ${unit}`),
  };
}
