import { goMap } from '../util/goQuote';
import { StatusError } from '../errors/statusError';
import { Schema } from '../schema/types';
import { isObject, JsonObject } from '../types';
import { clone } from '../util/clone';
import { equal } from '../util/equal';

const PATCH = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_PREFIX = '$deleteFromPrimitiveList/';
const ORDER_PREFIX = '$setElementOrder/';

function isDirective(key: string): boolean {
  return key.startsWith('$');
}

/** Drops the directives from a value that is taken over as it stands. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(item => !isObject(item) || item[PATCH] === undefined)
      .map(withoutDirectives);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !isDirective(key) && item !== null)
      .map(([key, item]) => [key, withoutDirectives(item)]),
  );
}

/**
 * Orders a merged list: what the patch names stands as the patch (or its
 * `$setElementOrder`) has it; what only the server knows stands before the
 * first item that came after it so far, otherwise before none.
 */
function order(
  merged: unknown[],
  current: unknown[],
  wanted: unknown[],
  same: (item: unknown, wanted: unknown) => boolean,
): unknown[] {
  const named = wanted
    .map(w => merged.find(item => same(item, w)))
    .filter(item => item !== undefined);
  const others = merged.filter(item => !wanted.some(w => same(item, w)));
  const rank = (item: unknown) => current.findIndex(c => same(c, item));
  const result: unknown[] = [...named];
  let from = 0;
  for (const item of others) {
    let at = from;
    while (
      at < result.length &&
      !(rank(result[at]) >= 0 && rank(item) < rank(result[at]))
    ) {
      at++;
    }
    result.splice(at, 0, item);
    from = at + 1;
  }
  return result;
}

/** What the real server answers to a patch it cannot make sense of. */
function plainError(message: string): StatusError {
  return new StatusError(500, '', message);
}

function mergeObjectList(
  schema: Schema,
  current: JsonObject[],
  patch: unknown[],
  mergeKey: string,
): unknown[] {
  if (patch.some(item => isObject(item) && item[PATCH] === 'replace')) {
    return withoutDirectives(patch) as unknown[];
  }
  let result = current.map(item => item);
  for (const item of patch) {
    if (!isObject(item) || item[mergeKey] === undefined) {
      throw plainError(
        `map: ${goMap(item)} does not contain declared merge key: ${mergeKey}`,
      );
    }
    const at = result.findIndex(r => equal(r[mergeKey], item[mergeKey]));
    if (item[PATCH] === 'delete') {
      result = result.filter(r => !equal(r[mergeKey], item[mergeKey]));
    } else if (at >= 0) {
      result[at] = mergeObject(schema.items ?? {}, result[at], item);
    } else {
      result.push(withoutDirectives(item) as JsonObject);
    }
  }
  return result;
}

function mergeList(
  schema: Schema,
  current: unknown,
  patch: unknown[],
  wanted: unknown,
): unknown {
  const mergeKey = schema['x-kubernetes-patch-merge-key'];
  const merges =
    schema['x-kubernetes-patch-strategy']?.split(',').includes('merge') ??
    false;
  const list = Array.isArray(current) ? current : [];
  if (!merges) {
    return withoutDirectives(patch);
  }
  if (mergeKey) {
    const merged = mergeObjectList(
      schema,
      list.filter(isObject),
      patch,
      mergeKey,
    );
    return order(
      merged,
      list,
      Array.isArray(wanted) ? wanted : patch,
      (a, b) => isObject(a) && isObject(b) && equal(a[mergeKey], b[mergeKey]),
    );
  }
  const merged = [...new Set([...list, ...patch])];
  return Array.isArray(wanted) ? order(merged, list, wanted, equal) : merged;
}

function mergeObject(
  schema: Schema,
  current: unknown,
  patch: JsonObject,
): JsonObject {
  if (patch[PATCH] === 'replace') {
    return withoutDirectives(patch) as JsonObject;
  }
  if (patch[PATCH] === 'delete') {
    return {};
  }
  if (patch[PATCH] !== undefined && patch[PATCH] !== 'merge') {
    throw plainError(
      `unknown patch type: ${patch[PATCH]} in map: ${goMap(patch)}`,
    );
  }
  const result: JsonObject = isObject(current) ? { ...current } : {};
  const retain = patch[RETAIN_KEYS];
  if (Array.isArray(retain)) {
    for (const key of Object.keys(result)) {
      if (!retain.includes(key)) {
        delete result[key];
      }
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_PREFIX) && Array.isArray(value)) {
      const field = key.slice(DELETE_PREFIX.length);
      const list = result[field];
      if (Array.isArray(list)) {
        result[field] = list.filter(item => !value.includes(item));
      }
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(ORDER_PREFIX) && Array.isArray(value)) {
      // A new order alone is a change too.
      const field = key.slice(ORDER_PREFIX.length);
      if (patch[field] === undefined && Array.isArray(result[field])) {
        const type = schema.properties?.[field] ?? {};
        result[field] = mergeList(type, result[field], [], value);
      }
    }
    if (isDirective(key)) {
      continue;
    }
    const field: Schema =
      schema.properties?.[key] ??
      (isObject(schema.additionalProperties)
        ? (schema.additionalProperties as Schema)
        : {});
    if (value === null) {
      delete result[key];
    } else if (Array.isArray(value)) {
      const wanted = patch[`${ORDER_PREFIX}${key}`];
      result[key] = mergeList(field, result[key], value, wanted);
    } else if (isObject(value)) {
      result[key] =
        field['x-kubernetes-patch-strategy'] === 'replace'
          ? withoutDirectives(value)
          : mergeObject(field, result[key], value);
    } else {
      result[key] = value;
    }
  }
  return result;
}

/**
 * Applies a strategic merge patch to a copy: lists whose type names a merge
 * key are merged item by item.
 */
export function applyStrategicMergePatch(
  schema: Schema,
  document: JsonObject,
  patch: JsonObject,
): JsonObject {
  return clone(mergeObject(schema, document, patch));
}
