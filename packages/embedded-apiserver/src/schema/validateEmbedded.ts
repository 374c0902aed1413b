import { FieldError, invalid, required } from '../errors/fieldError';
import { isObject } from '../types';
import { childPath, Schema } from './types';

/** Checks that objects embedded in a custom resource are objects of a kind. */
export function validateEmbedded(
  schema: Schema,
  value: unknown,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    value.forEach((item, i) =>
      errors.push(...validateEmbedded(items, item, `${path}[${i}]`)),
    );
  }
  if (!isObject(value)) {
    return errors;
  }
  if (schema['x-kubernetes-embedded-resource']) {
    for (const key of ['apiVersion', 'kind']) {
      if (value[key] === undefined) {
        errors.push(required(childPath(path, key)));
      } else if (value[key] === '') {
        errors.push(invalid(childPath(path, key), '', 'must not be empty'));
      } else if (typeof value[key] !== 'string') {
        errors.push(
          invalid(childPath(path, key), value[key], 'must be a string'),
        );
      }
    }
  }
  for (const key of Object.keys(value)) {
    const field = schema.properties?.[key] ?? schema.additionalProperties;
    if (isObject(field)) {
      errors.push(
        ...validateEmbedded(field as Schema, value[key], childPath(path, key)),
      );
    }
  }
  return errors;
}
