import { FieldError, required } from '../errors/fieldError';
import { isObject, JsonObject } from '../types';
import { childPath, Schema } from './types';

function isMissing(schema: Schema | undefined, value: unknown): boolean {
  return value === undefined || (schema?.type === 'string' && value === '');
}

/** Fields of which the strategy says why they are required. */
const WITH_REASON = new Set(['HTTPIngressPath.pathType']);

/**
 * Checks that a built-in object has the fields its type requires. Lists are
 * left to the strategy of each kind: most may be empty.
 */
export function validateTyped(
  schema: Schema,
  object: JsonObject,
  path = '',
): FieldError[] {
  const errors: FieldError[] = [];
  for (const key of schema.required ?? []) {
    const field = schema.properties?.[key];
    // Go has no missing structs: what an empty one lacks is said instead.
    const isStruct = isObject(field?.default);
    const isSaidElsewhere = WITH_REASON.has(`${schema.typeName}.${key}`);
    if (
      !isStruct &&
      !isSaidElsewhere &&
      field?.type !== 'array' &&
      isMissing(field, object[key])
    ) {
      errors.push(required(childPath(path, key)));
    }
  }
  for (const [key, value] of Object.entries(object)) {
    const field =
      schema.properties && Object.hasOwn(schema.properties, key)
        ? schema.properties[key]
        : undefined;
    if (!field || (path === '' && (key === 'status' || key === 'metadata'))) {
      continue;
    }
    if (isObject(value)) {
      errors.push(...validateTyped(field, value, childPath(path, key)));
    } else if (Array.isArray(value) && field.items) {
      const { items } = field;
      value.forEach((item, i) => {
        if (isObject(item)) {
          errors.push(
            ...validateTyped(items, item, `${childPath(path, key)}[${i}]`),
          );
        }
      });
    }
  }
  return errors;
}
