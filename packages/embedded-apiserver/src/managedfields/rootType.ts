import { Schema } from '../schema/types';
import { Resource } from '../scheme/resource';
import { groupVersion, isObject, JsonObject, KubeObject } from '../types';
import { Atom, atomOf, DEDUCED } from './atom';

const STRING: Schema = { type: 'string' };
const customRoots = new WeakMap<Schema, Atom>();
const empties = new WeakMap<Schema, JsonObject>();

/** Objects inside of a custom resource have what all objects have. */
function withEmbedded(
  schema: Schema,
  metadata: Schema,
  isRoot: boolean,
): Schema {
  const below = (child: Schema) => withEmbedded(child, metadata, false);
  const { properties, items, additionalProperties } = schema;
  const isObjectItself = isRoot || schema['x-kubernetes-embedded-resource'];
  return {
    ...schema,
    ...((properties || isObjectItself) && {
      properties: {
        ...Object.fromEntries(
          Object.entries(properties ?? {}).map(([key, child]) => [
            key,
            below(child),
          ]),
        ),
        ...(isObjectItself && {
          apiVersion: STRING,
          kind: STRING,
          metadata,
        }),
      },
    }),
    ...(items && { items: below(items) }),
    ...(isObject(additionalProperties) && {
      additionalProperties: below(additionalProperties as Schema),
    }),
  };
}

/** How objects of a resource are merged and owned. */
export function rootAtom(
  { schema, custom }: Resource,
  objectMeta: () => Schema,
): Atom {
  if (!schema) {
    return DEDUCED;
  }
  if (!custom) {
    return atomOf(schema);
  }
  let atom = customRoots.get(schema);
  if (!atom) {
    atom = atomOf(
      withEmbedded(schema, objectMeta(), true),
      custom.preserveUnknownFields,
    );
    customRoots.set(schema, atom);
  }
  return atom;
}

/** What Go prints of the empty value of a built-in type. */
function emptyValue(schema: Schema): JsonObject {
  const value: JsonObject = {};
  for (const name of Object.keys(schema.properties ?? {})) {
    const field = (schema.properties as Record<string, Schema>)[name];
    if (isObject(field.default) && field.properties) {
      value[name] = emptyValue(field);
    } else if (schema.required?.includes(name)) {
      value[name] = null;
    }
  }
  return value;
}

/** The object that a new one is compared with; it must not be changed. */
export function emptyObject(resource: Resource): KubeObject {
  const { schema, custom, group, version, kind } = resource;
  const head = { apiVersion: groupVersion(group, version), kind };
  if (custom || !schema) {
    return head as KubeObject;
  }
  let empty = empties.get(schema);
  if (!empty) {
    empty = emptyValue(schema);
    empties.set(schema, empty);
  }
  return { ...empty, ...head } as KubeObject;
}
