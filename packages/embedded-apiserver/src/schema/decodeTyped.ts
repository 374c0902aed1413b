import { badRequest, StatusError } from '../errors/statusError';
import { isObject, JsonObject } from '../types';
import { goQuote } from '../util/goQuote';
import { canonicalQuantity } from '../util/quantity';
import { childPath, Schema } from './types';

/** A value that does not fit the Go type of its field. */
class DecodeError extends Error {}

const GO_TYPES: Record<string, string> = {
  int32: 'int32',
  int64: 'int64',
  double: 'float64',
};

function isFreeForm(schema: Schema): boolean {
  return (
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    (schema.type === undefined && !schema.oneOf && !schema.format) ||
    (schema.type === 'object' &&
      !schema.properties &&
      !schema.additionalProperties)
  );
}

function goType(schema: Schema): string {
  if (schema.format && GO_TYPES[schema.format]) {
    return GO_TYPES[schema.format];
  }
  switch (schema.type) {
    case 'boolean':
      return 'bool';
    case 'integer':
      return 'int64';
    case 'number':
      return 'float64';
    case 'string':
      return 'string';
    case 'array':
      return `[]${goType(schema.items ?? {})}`;
    default:
      return schema.properties
        ? `v1.${schema.typeName ?? 'Object'}`
        : 'map[string]string';
  }
}

function goValue(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'object':
      return 'object';
    default:
      return typeof value;
  }
}

const LIMITS: Record<string, number> = { int32: 2 ** 31, int64: 2 ** 63 };

function isInRange(value: unknown, format = 'int64'): boolean {
  const limit = LIMITS[format] ?? LIMITS.int64;
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= -limit &&
    // The largest int64 cannot be told from the next number.
    (value < limit || (value === limit && limit === LIMITS.int64))
  );
}

const TIME = /^\d{4}-\d\d-\d\d[Tt]/;

function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(Date.parse(text));
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Fits a value into a built-in type, in place, as Go's JSON decoder does:
 * unknown fields and nulls are dropped, quantities become strings.
 */
class TypedDecoder {
  readonly unknownFields: string[] = [];

  value(
    schema: Schema,
    value: unknown,
    path: string,
    goPath: string,
    struct: string,
  ): unknown {
    if (isFreeForm(schema)) {
      return value;
    }
    const fail = (): never => {
      throw new DecodeError(
        `json: cannot unmarshal ${goValue(
          value,
        )} into Go struct field ${struct}.${goPath} of type ${goType(schema)}`,
      );
    };
    if (schema.format === 'int-or-string') {
      return isInRange(value, 'int32') || typeof value === 'string'
        ? value
        : fail();
    }
    if (schema.oneOf) {
      return this.quantity(value, fail);
    }
    switch (schema.type) {
      case 'object':
        return isObject(value)
          ? this.object(schema, value, path, goPath, struct)
          : fail();
      case 'array':
        if (!Array.isArray(value)) {
          return fail();
        }
        return value.map((item, i) =>
          this.value(schema.items ?? {}, item, `${path}[${i}]`, goPath, struct),
        );
      case 'integer':
        return isInRange(value, schema.format) ? value : fail();
      case 'number':
        return typeof value === 'number' ? value : fail();
      case 'boolean':
        return typeof value === 'boolean' ? value : fail();
      default:
        return this.string(schema, value, fail);
    }
  }

  private quantity(value: unknown, fail: () => never): unknown {
    if (typeof value !== 'string' && typeof value !== 'number') {
      return fail();
    }
    try {
      return canonicalQuantity(String(value).trim());
    } catch (error) {
      throw new DecodeError(error instanceof Error ? error.message : '');
    }
  }

  private string(schema: Schema, value: unknown, fail: () => never): unknown {
    if (typeof value !== 'string') {
      return fail();
    }
    if (schema.format === 'byte') {
      const text = value.replace(/[\r\n]/g, '');
      if (!BASE64.test(text) || text.length % 4 !== 0) {
        const at = text.search(/[^A-Za-z0-9+/]/);
        throw new DecodeError(
          `illegal base64 data at input byte ${
            at < 0 ? text.length - (text.length % 4) : at
          }`,
        );
      }
    }
    if (schema.format === 'date-time' && !isTime(value)) {
      throw new DecodeError(
        `parsing time ${goQuote(
          goQuote(value),
        )} as "2006-01-02T15:04:05Z07:00": cannot parse ${goQuote(
          value,
        )} as "2006"`,
      );
    }
    return value;
  }

  object(
    schema: Schema,
    value: JsonObject,
    path: string,
    goPath: string,
    struct: string,
  ): JsonObject {
    const { properties, additionalProperties } = schema;
    for (const key of Object.keys(value)) {
      const field =
        properties && Object.hasOwn(properties, key)
          ? properties[key]
          : undefined;
      const known =
        field ??
        (isObject(additionalProperties)
          ? (additionalProperties as Schema)
          : undefined);
      if (!known) {
        this.unknownFields.push(childPath(path, key));
        delete value[key];
      } else if (value[key] === null && !field && known.type === 'string') {
        // Nothing, in a map of texts, is the empty text.
        value[key] = '';
      } else if (value[key] === null || value[key] === undefined) {
        delete value[key];
      } else {
        value[key] = this.value(
          known,
          value[key],
          childPath(path, key),
          field ? childPath(goPath, key) : goPath,
          field ? schema.typeName ?? struct : struct,
        );
        if (field && isLeftOut(schema, key, field, value[key])) {
          delete value[key];
        }
      }
    }
    return value;
  }
}

/**
 * Lists that Go prints although they are empty and nobody needs them. Without
 * any owners an object is sent to have its owners forgotten.
 */
const PRINTED = new Set([
  'Role.rules',
  'ClusterRole.rules',
  'ObjectMeta.managedFields',
]);

/** Whether Go leaves a value out when it prints an object: it is empty. */
function isLeftOut(
  { required, typeName, omittedZeros }: Schema,
  key: string,
  { properties, additionalProperties }: Schema,
  value: unknown,
): boolean {
  if (value === '' || value === 0 || value === false) {
    return !!omittedZeros?.has(key);
  }
  const isEmpty = Array.isArray(value)
    ? value.length === 0
    : isObject(value) &&
      !properties &&
      !!additionalProperties &&
      Object.keys(value).length === 0;
  return (
    isEmpty && !required?.includes(key) && !PRINTED.has(`${typeName}.${key}`)
  );
}

/**
 * Fits an object into its built-in type, in place.
 *
 * @returns the paths of the fields that its type does not have
 * @throws {@link StatusError} 400 when a value does not fit
 */
export function decodeTyped(
  schema: Schema,
  object: JsonObject,
  kind: string,
  version: string,
): string[] {
  const decoder = new TypedDecoder();
  try {
    decoder.object(schema, object, '', '', schema.typeName ?? kind);
  } catch (error) {
    if (error instanceof DecodeError) {
      throw cannotBeHandled(kind, version, error.message);
    }
    throw error;
  }
  return decoder.unknownFields;
}

/** A body that cannot be read as the kind it says it is. */
export function cannotBeHandled(
  kind: string,
  version: string,
  why: string,
): StatusError {
  return badRequest(
    `${kind} in version ${goQuote(
      version,
    )} cannot be handled as a ${kind}: ${why}`,
  );
}
