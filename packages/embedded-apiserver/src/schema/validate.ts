import {
  FieldError,
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
} from '../errors/fieldError';
import { isObject, JsonObject } from '../types';
import { equal } from '../util/equal';
import { goQuote } from '../util/goQuote';
import { goRegExp } from '../util/goRegExp';
import { hasFormat } from './formats';
import { validateNumber } from './validateNumber';
import { childPath, Schema } from './types';

/** Larger whole numbers are read as floating point ones. */
const MAX_INT64 = 2 ** 63;

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) && Math.abs(value) <= MAX_INT64
      ? 'integer'
      : 'number';
  }
  return typeof value;
}

/** A path as the messages of the schema validator print it. */
function shown(path: string): string {
  return path || '<nil>';
}

function wrongType(path: string, expected: string, actual: string): FieldError {
  const text = path
    ? `${path} in body must be of type ${expected}: ${goQuote(actual)}`
    : `must be of type ${expected}: ${goQuote(actual)}`;
  return typeInvalid(shown(path), actual, text);
}

function validateType(schema: Schema, value: unknown, path: string) {
  const actual = typeOf(value);
  if (value === null) {
    return schema.nullable || !schema.type
      ? undefined
      : wrongType(path, schema.type, 'null');
  }
  if (schema['x-kubernetes-int-or-string']) {
    return actual === 'integer' || actual === 'string'
      ? undefined
      : wrongType(path, 'integer,string', actual);
  }
  if (!schema.type || schema.type === actual) {
    return undefined;
  }
  return schema.type === 'number' && actual === 'integer'
    ? undefined
    : wrongType(path, schema.type, actual);
}

function validateString(
  schema: Schema,
  value: string,
  path: string,
  errors: FieldError[],
): void {
  const length = [...value].length;
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    errors.push(tooLong(path, schema.maxLength));
    return;
  }
  if (schema.minLength !== undefined && length < schema.minLength) {
    errors.push(
      invalid(
        path,
        value,
        `${path} in body should be at least ${schema.minLength} chars long`,
      ),
    );
  }
  if (schema.pattern && !goRegExp(schema.pattern).test(value)) {
    errors.push(
      invalid(path, value, `${path} in body should match '${schema.pattern}'`),
    );
  }
  if (schema.format && !hasFormat(schema.format, value)) {
    errors.push(
      typeInvalid(
        path,
        value,
        `${path} in body must be of type ${schema.format}: ${goQuote(value)}`,
      ),
    );
  }
}

function validateArray(
  schema: Schema,
  value: unknown[],
  path: string,
  errors: FieldError[],
): void {
  if (schema.items) {
    const { items } = schema;
    value.forEach((item, i) =>
      validateValue(items, item, `${path}[${i}]`, errors),
    );
  }
  if (schema.minItems !== undefined && value.length < schema.minItems) {
    errors.push(
      invalid(
        path,
        value.length,
        `${path} in body should have at least ${schema.minItems} items`,
      ),
    );
  }
  if (schema.maxItems !== undefined && value.length > schema.maxItems) {
    errors.push(tooMany(path, value.length, schema.maxItems));
  }
}

function validateObject(
  schema: Schema,
  value: JsonObject,
  path: string,
  errors: FieldError[],
): void {
  const count = Object.keys(value).length;
  if (schema.minProperties !== undefined && count < schema.minProperties) {
    errors.push(
      invalid(
        path,
        count,
        `${path} in body should have at least ${schema.minProperties} properties`,
      ),
    );
  }
  if (schema.maxProperties !== undefined && count > schema.maxProperties) {
    errors.push(tooMany(path, count, schema.maxProperties));
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) {
      errors.push(required(childPath(path, key)));
    }
  }
  for (const key of Object.keys(value)) {
    const field =
      schema.properties && Object.hasOwn(schema.properties, key)
        ? schema.properties[key]
        : schema.additionalProperties;
    if (isObject(field)) {
      validateValue(field as Schema, value[key], childPath(path, key), errors);
    }
  }
}

function failsSchema(schema: Schema, value: unknown, path: string) {
  const errors: FieldError[] = [];
  validateValue(schema, value, path, errors);
  return errors;
}

function composite(path: string, text: string): FieldError {
  return invalid('<nil>', '', `${goQuote(path)} ${text}`);
}

function validateComposites(
  schema: Schema,
  value: unknown,
  path: string,
  errors: FieldError[],
): void {
  if (schema.anyOf) {
    const results = schema.anyOf.map(s => failsSchema(s, value, path));
    if (results.every(r => r.length > 0)) {
      errors.push(
        composite(path, 'must validate at least one schema (anyOf)'),
        ...results.reduce((a, b) => (b.length < a.length ? b : a)),
      );
    }
  }
  if (schema.oneOf) {
    const results = schema.oneOf.map(s => failsSchema(s, value, path));
    const matching = results.filter(r => r.length === 0).length;
    if (matching !== 1) {
      const found =
        matching === 0
          ? 'Found none valid'
          : `Found ${matching} valid alternatives`;
      errors.push(
        composite(
          path,
          `must validate one and only one schema (oneOf). ${found}`,
        ),
        ...(matching === 0
          ? results.reduce((a, b) => (b.length < a.length ? b : a))
          : []),
      );
    }
  }
  if (schema.allOf) {
    const results = schema.allOf.map(s => failsSchema(s, value, path));
    const failing = results.filter(r => r.length > 0);
    if (failing.length > 0) {
      const none = failing.length === results.length ? '. None validated' : '';
      errors.push(
        ...failing.flat(),
        composite(path, `must validate all the schemas (allOf)${none}`),
      );
    }
  }
  if (schema.not && failsSchema(schema.not, value, path).length === 0) {
    errors.push(composite(path, 'must not validate the schema (not)'));
  }
}

function validateValue(
  schema: Schema,
  value: unknown,
  path: string,
  errors: FieldError[],
): void {
  const typeError = validateType(schema, value, path);
  if (typeError) {
    errors.push(typeError);
  }
  if (value === null) {
    return;
  }
  validateComposites(schema, value, path, errors);
  if (schema.enum && !schema.enum.some(allowed => equal(allowed, value))) {
    errors.push(
      notSupported(
        path,
        value,
        schema.enum.map(v => (typeof v === 'string' ? v : JSON.stringify(v))),
      ),
    );
  }
  if (typeof value === 'string') {
    validateString(schema, value, path, errors);
  } else if (typeof value === 'number') {
    validateNumber(schema, value, path, errors);
  } else if (Array.isArray(value)) {
    validateArray(schema, value, path, errors);
  } else if (isObject(value)) {
    validateObject(schema, value, path, errors);
  }
}

/**
 * Checks a custom resource against its structural schema.
 *
 * @returns what is wrong with it, in the words of the real API server
 */
export function validate(schema: Schema, object: JsonObject): FieldError[] {
  const errors: FieldError[] = [];
  validateValue(schema, object, '', errors);
  return errors;
}
