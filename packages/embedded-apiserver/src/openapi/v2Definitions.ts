import { isObject, JsonObject } from '../types';

const V3 = '#/components/schemas/';
const V2 = '#/definitions/';
/** What OpenAPI v2 has no word for; such a part may be anything. */
const UNKNOWN_IN_V2 = ['oneOf', 'anyOf', 'not', 'nullable'];

function convertSchema(schema: JsonObject): JsonObject {
  const { allOf, $ref, ...rest } = schema;
  const [only] = Array.isArray(allOf) && allOf.length === 1 ? allOf : [];
  const ref = $ref ?? (isObject(only) ? only.$ref : undefined);
  if (typeof ref === 'string') {
    const { description } = rest;
    return {
      ...(description !== undefined && { description }),
      $ref: ref.replace(V3, V2),
    };
  }
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'properties' && isObject(value)) {
      result.properties = convertSchemas(value);
    } else if (
      (key === 'items' || key === 'additionalProperties') &&
      isObject(value)
    ) {
      result[key] = convertSchema(value);
    } else if (!UNKNOWN_IN_V2.includes(key)) {
      result[key] = value;
    }
  }
  if (schema['x-kubernetes-int-or-string'] === true) {
    // A type would be the wrong one half of the time.
    delete result.type;
  } else if (schema.oneOf && result.type === undefined) {
    // Numbers that may be written as text are texts.
    result.type = 'string';
  }
  return result;
}

/** Types of an OpenAPI v3 document as those of a v2 document. */
export function convertSchemas(schemas: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      isObject(schema) ? convertSchema(schema) : schema,
    ]),
  );
}
