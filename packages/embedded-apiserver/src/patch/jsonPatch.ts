import { applyPatch, JsonPatchError, Operation } from 'fast-json-patch';
import { badRequest, unprocessablePatch } from '../errors/statusError';
import { isObject } from '../types';
import { clone } from '../util/clone';

/** Most operations one patch may have, as in the real server. */
const LIMIT = 10_000;

/**
 * Applies a JSON patch (RFC 6902) to a copy.
 *
 * @throws {@link StatusError} 400 when the body is no JSON patch, 422 when an
 *   operation cannot be applied or a test fails
 */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch) || !patch.every(isObject)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  }
  if (patch.length > LIMIT) {
    throw badRequest(
      `The allowed maximum operations in a JSON patch is ${LIMIT}, got ${patch.length}`,
    );
  }
  try {
    return applyPatch(clone(document), patch as unknown as Operation[], true)
      .newDocument;
  } catch (error) {
    if (error instanceof JsonPatchError || error instanceof TypeError) {
      throw unprocessablePatch();
    }
    throw error;
  }
}
