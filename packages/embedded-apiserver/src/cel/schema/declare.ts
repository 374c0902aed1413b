import { Schema } from '../../schema/types';
import { isObject } from '../../types';
import { CelType, celTypes, listOf, mapOf } from '../types/celType';
import { escapeField } from './escape';

const text: Schema = { type: 'string' };
const declared = new WeakMap<Schema, CelType | 'none'>();
let counter = 0;

function isRootComplete({ properties = {} }: Schema): boolean {
  const { kind, apiVersion, metadata } = properties;
  const { name, generateName } = metadata?.properties ?? {};
  return [kind, apiVersion, name, generateName].every(
    schema => schema?.type === 'string',
  );
}

const completed = new WeakMap<Schema, Schema>();

/** The schema of a whole object: its type and name can be used always. */
export function asResource(schema: Schema): Schema {
  if (isRootComplete(schema)) {
    return schema;
  }
  let result = completed.get(schema);
  if (!result) {
    result = {
      ...schema,
      properties: {
        ...schema.properties,
        kind: text,
        apiVersion: text,
        metadata: {
          type: 'object',
          properties: { name: text, generateName: text },
        },
      },
    };
    completed.set(schema, result);
  }
  return result;
}

/** The schema of the values of a map, when a schema is one of a map. */
export function mapValues({
  additionalProperties,
}: Schema): Schema | undefined {
  return isObject(additionalProperties)
    ? (additionalProperties as Schema)
    : undefined;
}

/** A schema with what belongs to it when it is of an embedded object. */
export function effective(schema: Schema): Schema {
  return schema['x-kubernetes-embedded-resource'] ? asResource(schema) : schema;
}

const TEXT_FORMATS: Record<string, CelType> = {
  byte: celTypes.bytes,
  duration: celTypes.duration,
  date: celTypes.timestamp,
  'date-time': celTypes.timestamp,
};

function declareObject(schema: Schema): CelType | undefined {
  const values = mapValues(schema);
  if (values) {
    const type = declareSchema(effective(values));
    return type && mapOf(celTypes.string, type);
  }
  const fields = new Map<string, CelType>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const field = escapeField(name);
    const type = field && declareSchema(effective(property));
    if (field && type) {
      fields.set(field, type);
    }
  }
  counter += 1;
  return { kind: 'object', name: `object${counter}`, params: [], fields };
}

function declare(schema: Schema): CelType | undefined {
  if (schema['x-kubernetes-int-or-string']) {
    return celTypes.dyn;
  }
  switch (schema.type) {
    case 'array': {
      const items = schema.items && declareSchema(effective(schema.items));
      return items && listOf(items);
    }
    case 'object':
      return declareObject(schema);
    case 'string':
      return TEXT_FORMATS[schema.format ?? ''] ?? celTypes.string;
    case 'boolean':
      return celTypes.bool;
    case 'number':
      return celTypes.double;
    case 'integer':
      return celTypes.int;
    default:
      return undefined;
  }
}

/** The type of what a schema describes; nothing when it is not described. */
export function declareSchema(schema: Schema): CelType | undefined {
  let type = declared.get(schema);
  if (!type) {
    type = declare(schema) ?? 'none';
    declared.set(schema, type);
  }
  return type === 'none' ? undefined : type;
}
