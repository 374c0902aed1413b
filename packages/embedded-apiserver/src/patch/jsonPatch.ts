import {
  applyOperation,
  getValueByPointer,
  JsonPatchError,
  Operation,
} from 'fast-json-patch';
import {
  badRequest,
  requestEntityTooLarge,
  unprocessablePatch,
} from '../errors/statusError';
import { isObject } from '../types';
import { clone } from '../util/clone';

/** Most operations one patch may have, as in the real server. */
const LIMIT = 10_000;

/** Whether a pointer leads to what JavaScript puts into every object. */
function inherits(document: unknown, pointer: unknown): boolean {
  let value = document;
  for (const part of String(pointer).split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null) {
      return false;
    }
    if (!Object.hasOwn(value, key)) {
      return key in value;
    }
    value = Reflect.get(value, key);
  }
  return false;
}

/** Whether there is nothing where a pointer leads to, but something above. */
function isMissing(document: unknown, pointer: string): boolean {
  const at = pointer.lastIndexOf('/');
  const parent =
    at < 0 ? undefined : getValueByPointer(document, pointer.slice(0, at));
  const key = pointer
    .slice(at + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  return isObject(parent) && !Object.hasOwn(parent, key);
}

/**
 * Applies one operation. A field that is not there is replaced all the same, as
 * the real server does; an item of a list is not.
 */
function apply(document: unknown, operation: Operation | null): unknown {
  if (operation === null) {
    throw unprocessablePatch();
  }
  const { op, path } = operation;
  if (
    op === 'test' &&
    (operation.value ?? null) === null &&
    isMissing(document, path)
  ) {
    // What is not there is as good as null.
    return document;
  }
  if (op === 'move' && `${path}/`.startsWith(`${operation.from}/`)) {
    // Nothing can be moved into itself.
    throw unprocessablePatch();
  }
  const isAdded = op === 'add' || op === 'replace';
  const place = isAdded ? path?.slice(0, path.lastIndexOf('/')) : path;
  if (
    inherits(document, place) ||
    ('from' in operation && inherits(document, operation.from))
  ) {
    throw unprocessablePatch();
  }
  if (op === 'replace' && typeof path === 'string' && path !== '') {
    const parent = getValueByPointer(
      document,
      path.slice(0, path.lastIndexOf('/')),
    );
    if (isObject(parent)) {
      return applyOperation(document, { ...operation, op: 'add' }, true)
        .newDocument;
    }
  }
  return applyOperation(document, operation, true).newDocument;
}

/**
 * Applies a JSON patch (RFC 6902) to a copy.
 *
 * @throws {@link StatusError} 400 when the body is no JSON patch, 422 when an
 *   operation cannot be applied or a test fails
 * @param isStrict - whether fields of a wrong type are refused as such
 */
export function applyJsonPatch(
  document: unknown,
  patch: unknown,
  isStrict = false,
): unknown {
  if (patch === null) {
    return clone(document);
  }
  const isOperation = (item: unknown) => item === null || isObject(item);
  if (!Array.isArray(patch) || !patch.every(isOperation)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  }
  for (const operation of patch.filter(isObject)) {
    for (const key of ['op', 'path', 'from']) {
      const value = operation[key] ?? '';
      if (typeof value !== 'string') {
        if (!isStrict) {
          throw unprocessablePatch();
        }
        throw badRequest(
          `error decoding patch: json: cannot unmarshal ${typeof value} into Go struct field jsonPatchOp.${key} of type string`,
        );
      }
    }
  }
  if (patch.length > LIMIT) {
    throw requestEntityTooLarge(
      LIMIT,
      `The allowed maximum operations in a JSON patch is ${LIMIT}, got ${patch.length}`,
    );
  }
  try {
    return (patch as (Operation | null)[]).reduce<unknown>(
      (result, operation) => apply(result, operation),
      clone(document),
    );
  } catch (error) {
    if (error instanceof JsonPatchError || error instanceof TypeError) {
      throw unprocessablePatch();
    }
    throw error;
  }
}
