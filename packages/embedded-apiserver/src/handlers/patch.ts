import {
  badRequest,
  invalidObject,
  StatusError,
  unsupportedMediaType,
} from '../errors/statusError';
import { invalid } from '../errors/fieldError';
import { applyJsonPatch } from '../patch/jsonPatch';
import { applyMergePatch } from '../patch/mergePatch';
import { applyStrategicMergePatch } from '../patch/strategicMergePatch';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import {
  groupVersion,
  isObject,
  JsonObject,
  KubeObject,
  parseGroupVersion,
} from '../types';
import { goMap, goJson, goQuote } from '../util/goQuote';
import { read } from '../util/read';
import { APPLY_TYPE, handleApply, isApply } from './apply';
import { readFieldValidation } from './options';
import { sendObject, writeOptions } from './objects';
import { numberProblem } from '../json/checkNumbers';
import { notesOf, parseJson } from '../json/parseJson';
import { mediaType, readBytes } from './readBody';
import { RequestContext } from './requestContext';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

/** Changes an object by a patch that was read already. */
export interface PatchFunction {
  (object: KubeObject): unknown;
  /** What a refusal shows, when it is not the patched object. */
  printed?: string;
}

function checkMediaType(resource: Resource | undefined, type: string): void {
  const isKnown = [JSON_PATCH, MERGE_PATCH, STRATEGIC].includes(type);
  if (resource?.custom && (!isKnown || type === STRATEGIC)) {
    throw unsupportedMediaType(type, [JSON_PATCH, MERGE_PATCH, APPLY_TYPE]);
  }
  if (!isKnown) {
    throw new StatusError(
      415,
      'UnsupportedMediaType',
      '415: Unsupported Media Type',
      {},
    );
  }
}

/**
 * Reads the patch in the body of a request.
 *
 * @throws {@link StatusError}
 */
export async function readPatch(
  { req, query }: RequestContext,
  resource: Resource | undefined,
  owner = resource,
  target = resource?.schema,
): Promise<PatchFunction> {
  const type = mediaType(req);
  checkMediaType(owner, type);
  let patch: unknown;
  const text = (await readBytes(req)).toString('utf8');
  try {
    patch = parseJson(text);
  } catch (error) {
    throw error instanceof StatusError
      ? badRequest(
          `error decoding patch: ${error.message.replace(
            /^.*json parse error: /,
            '',
          )}`,
        )
      : error;
  }
  if (type === JSON_PATCH) {
    const validation = readFieldValidation(query, 'PatchOptions');
    return object => applyJsonPatch(object, patch, validation !== 'Ignore');
  }
  if (patch === null && type === STRATEGIC) {
    patch = {};
  }
  if (!isObject(patch)) {
    const error = badRequest(
      `${
        type === STRATEGIC ? '' : 'error decoding patch: '
      }json: cannot unmarshal ${
        Array.isArray(patch) ? 'array' : typeof patch
      } into Go value of type map[string]interface {}`,
    );
    // An object that is not there is told first.
    return () => {
      throw error;
    };
  }
  const { schema } = resource ?? {};
  const typed = owner === resource && resource?.custom ? undefined : target;
  const numbers = notesOf(patch)?.numbers ?? [];
  const problem = typed && numberProblem(typed, numbers, 'Object');
  const check = (patched: unknown): unknown => {
    // A strategic patch is applied to numbers, not to what was written.
    if (problem && type !== STRATEGIC) {
      throw invalidObject({ group: '', kind: '' }, '', [
        invalid('patch', goJson(patched), problem),
      ]);
    }
    return patched;
  };
  if (type !== STRATEGIC || !schema) {
    return object => check(applyMergePatch(object, patch));
  }
  const change: PatchFunction = object =>
    keepType(
      object,
      applyStrategicMergePatch(schema, object, patch as JsonObject),
    );
  change.printed = goMap(patch);
  return change;
}

/** A strategic patch cannot make a built-in object one of another type. */
function keepType({ apiVersion, kind }: KubeObject, patched: unknown): unknown {
  return isObject(patched) ? { ...patched, apiVersion, kind } : patched;
}

/** Answers a patch of an object or of its status. */
export async function handlePatch(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  if (isApply(context)) {
    await handleApply(registry, resource, context);
    return;
  }
  const { info, query } = context;
  const options = writeOptions(context, 'PatchOptions', info.subresource);
  const validation = readFieldValidation(query, 'PatchOptions');
  const patch = await readPatch(context, resource);
  let warnings: string[] = [];
  const updated = registry.update(
    resource,
    info.namespace,
    info.name,
    current => {
      const patched = patch(current);
      checkPatchedVersion(patched);
      const decoded = decodePatched(
        registry,
        resource,
        patched,
        validation,
        patch.printed,
      );
      ({ warnings } = decoded);
      return decoded.object;
    },
    { ...options, unconditional: true },
  );
  context.warnings.push(...warnings);
  sendObject(context, resource, 200, updated);
}

/** A version that is none is not compared with the present one. */
export function checkPatchedVersion(patched: unknown): void {
  const { metadata } = isObject(patched) ? patched : {};
  const { resourceVersion } = isObject(metadata) ? metadata : {};
  if (typeof resourceVersion === 'string' && !/^\d*$/.test(resourceVersion)) {
    throw new StatusError(
      500,
      '',
      `strconv.ParseUint: parsing ${goQuote(resourceVersion)}: invalid syntax`,
    );
  }
}

/** A custom resource stays in the version it is changed in. */
function checkVersion(resource: Resource, patched: unknown): void {
  const expected = groupVersion(resource.group, resource.version);
  const { apiVersion, kind, metadata } = isObject(patched) ? patched : {};
  if (
    resource.custom &&
    kind === resource.kind &&
    typeof apiVersion === 'string' &&
    apiVersion !== expected
  ) {
    throw invalidObject(
      { group: parseGroupVersion(apiVersion).group, kind: resource.kind },
      String(read(metadata, 'name') ?? ''),
      [invalid('apiVersion', apiVersion, `must be ${expected}`)],
    );
  }
}

function decodePatched(
  registry: Registry,
  resource: Resource,
  patched: unknown,
  validation: 'Ignore' | 'Warn' | 'Strict',
  printed?: string,
) {
  const text = printed ?? goJson(patched);
  checkVersion(resource, patched);
  try {
    return registry.decoder.decode(resource, patched, validation);
  } catch (error) {
    if (error instanceof StatusError && error.code === 400) {
      const why = error.message
        .replace(/^.*?cannot be handled as a \w+: /, '')
        .replace(/^the object provided is unrecognized [^:]*: /, '')
        .replace(/ \([^()]*\)$/, '')
        .replace(/unknown field .*$/, fields =>
          fields.split(', ').sort().join(', '),
        );
      throw invalidObject({ group: '', kind: '' }, '', [
        invalid('patch', text, why),
      ]);
    }
    throw error;
  }
}
