import { badRequest, StatusError } from '../errors/statusError';
import { isObject, JsonObject } from '../types';
import { goJson } from '../util/goQuote';
import { decodeTyped } from './decodeTyped';
import { childPath, Schema } from './types';

const known = new WeakMap<Schema, boolean>();

function below({ properties, items, additionalProperties }: Schema): Schema[] {
  return [
    ...Object.values(properties ?? {}),
    ...(items ? [items] : []),
    ...(isObject(additionalProperties) ? [additionalProperties as Schema] : []),
  ];
}

/** Whether objects of a kind can stand anywhere below a schema. */
function hasEmbedded(schema: Schema): boolean {
  let has = known.get(schema);
  if (has === undefined) {
    has =
      schema['x-kubernetes-embedded-resource'] === true ||
      below(schema).some(hasEmbedded);
    known.set(schema, has);
  }
  return has;
}

/**
 * Fits the metadata of embedded objects into its type, in place.
 *
 * @returns the paths of the fields that metadata does not have
 * @throws {@link StatusError} 400 when a value does not fit
 */
export function decodeEmbedded(
  schema: Schema,
  value: unknown,
  metaSchema: Schema,
  path = '',
): string[] {
  if (!hasEmbedded(schema)) {
    return [];
  }
  if (Array.isArray(value)) {
    const { items = {} } = schema;
    return value.flatMap((item, i) =>
      decodeEmbedded(items, item, metaSchema, `${path}[${i}]`),
    );
  }
  if (!isObject(value)) {
    return [];
  }
  const unknown: string[] = [];
  if (schema['x-kubernetes-embedded-resource'] && isObject(value.metadata)) {
    const at = childPath(path, 'metadata');
    const fields = decodeMetadata(metaSchema, value.metadata, at);
    unknown.push(...fields.map(field => `${at}.${field}`));
  }
  for (const [key, child] of Object.entries(value)) {
    const field = schema.properties?.[key] ?? schema.additionalProperties;
    if (isObject(field)) {
      unknown.push(
        ...decodeEmbedded(
          field as Schema,
          child,
          metaSchema,
          childPath(path, key),
        ),
      );
    }
  }
  return unknown;
}

function decodeMetadata(
  metaSchema: Schema,
  metadata: JsonObject,
  path: string,
): string[] {
  const printed = goJson(metadata);
  try {
    return decodeTyped(metaSchema, metadata, 'ObjectMeta', 'v1');
  } catch (error) {
    if (error instanceof StatusError) {
      const why = error.message.replace(/^.*?cannot be handled as a \w+: /, '');
      throw badRequest(`${path}: Invalid value: ${printed}: ${why}`);
    }
    throw error;
  }
}
