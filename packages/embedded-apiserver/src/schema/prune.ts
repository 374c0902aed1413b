import { isObject, JsonObject } from '../types';
import { childPath, Schema } from './types';

const META = new Set(['apiVersion', 'kind', 'metadata']);

function pruneValue(
  schema: Schema | undefined,
  value: unknown,
  path: string,
  dropped: string[],
  isRoot: boolean,
): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) =>
      pruneValue(schema?.items, item, `${path}[${i}]`, dropped, false),
    );
    return;
  }
  if (!isObject(value)) {
    return;
  }
  const keepsUnknown = schema?.['x-kubernetes-preserve-unknown-fields'];
  const embedded = isRoot || schema?.['x-kubernetes-embedded-resource'];
  const additional = schema?.additionalProperties;
  for (const key of Object.keys(value)) {
    if (embedded && META.has(key)) {
      continue;
    }
    const field =
      schema?.properties && Object.hasOwn(schema.properties, key)
        ? schema.properties[key]
        : undefined;
    if (field) {
      pruneValue(field, value[key], childPath(path, key), dropped, false);
    } else if (isObject(additional)) {
      pruneValue(
        additional as Schema,
        value[key],
        childPath(path, key),
        dropped,
        false,
      );
    } else if (!additional && !keepsUnknown) {
      dropped.push(childPath(path, key));
      delete value[key];
    }
  }
}

/**
 * Removes from a custom resource, in place, what its structural schema does
 * not name.
 *
 * @returns the paths that were removed
 */
export function prune(schema: Schema, object: JsonObject): string[] {
  const dropped: string[] = [];
  pruneValue(schema, object, '', dropped, true);
  return dropped.sort();
}
