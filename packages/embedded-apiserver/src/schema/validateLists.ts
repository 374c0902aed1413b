import { duplicate, FieldError, required } from '../errors/fieldError';
import { isObject } from '../types';
import { goJson } from '../util/goQuote';
import { childPath, Schema } from './types';

function keyOf(schema: Schema, item: unknown): Record<string, unknown> {
  const key: Record<string, unknown> = {};
  for (const name of schema['x-kubernetes-list-map-keys'] ?? []) {
    if (isObject(item) && item[name] !== undefined) {
      key[name] = item[name];
    }
  }
  return key;
}

/**
 * Checks that lists of type `set` have no item and lists of type `map` no key
 * twice.
 */
export function validateLists(
  schema: Schema,
  value: unknown,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  if (Array.isArray(value)) {
    const listType = schema['x-kubernetes-list-type'];
    const seen = new Set<string>();
    value.forEach((item, i) => {
      if (listType === 'set' || listType === 'map') {
        const key = listType === 'set' ? item : keyOf(schema, item);
        const text = goJson(key);
        if (seen.has(text)) {
          errors.push(duplicate(`${path}[${i}]`, key));
        }
        seen.add(text);
      }
      for (const name of (listType === 'map' &&
        schema['x-kubernetes-list-map-keys']) ||
        []) {
        if (
          isObject(item) &&
          item[name] === undefined &&
          !schema.items?.required?.includes(name)
        ) {
          errors.push(
            required(
              `${path}[${i}].${name}`,
              'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
            ),
          );
        }
      }
      if (schema.items) {
        errors.push(...validateLists(schema.items, item, `${path}[${i}]`));
      }
    });
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const field = schema.properties?.[key] ?? schema.additionalProperties;
      if (isObject(field)) {
        errors.push(
          ...validateLists(field as Schema, value[key], childPath(path, key)),
        );
      }
    }
  }
  return errors;
}
