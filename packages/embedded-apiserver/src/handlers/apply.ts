import { parseDocument, YAMLParseError } from 'yaml';
import { badRequest, conflict, StatusError } from '../errors/statusError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { isObject, KubeObject } from '../types';
import { goQuote } from '../util/goQuote';
import { checkName } from './checkName';
import { ApplyOptions, readApplyOptions } from './fieldManager';
import { readDryRun, readFieldValidation } from './options';
import { sendObject } from './objects';
import { parseJson } from '../json/parseJson';
import { mediaType, readBytes } from './readBody';
import { RequestContext } from './requestContext';

/** The media type of a configuration. */
export const APPLY_TYPE = 'application/apply-patch+yaml';

/** Whether a patch is a configuration to be applied. */
export function isApply(context: RequestContext): boolean {
  return mediaType(context.req) === APPLY_TYPE;
}

interface Configuration {
  config: KubeObject;
  /** What a strict reader does not like, such as a key that is there twice. */
  problems: string[];
}

function decodingError(text: string): StatusError {
  return badRequest(`error decoding YAML: ${text}`);
}

/** A key that is there twice, as a real server's reader says it. */
function duplicateKey(text: string, { pos, linePos }: YAMLParseError): string {
  const key = /^["']?([^"':\n]*)/.exec(text.slice(pos[0]))?.[1] ?? '';
  const line = linePos?.[0].line ?? 0;
  return `line ${line}: key ${goQuote(key.trim())} already set in map`;
}

function readYaml(text: string): Configuration {
  const document = parseDocument(text, { uniqueKeys: true });
  const isDuplicate = (error: YAMLParseError) => error.code === 'DUPLICATE_KEY';
  const broken = document.errors.find(error => !isDuplicate(error));
  if (broken) {
    const [line] = broken.message.split('\n');
    throw decodingError(`error converting YAML to JSON: yaml: ${line}`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw decodingError(
      `error converting YAML to JSON: yaml: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  const config = parseJson(JSON.stringify(value ?? {}));
  if (!isObject(config)) {
    throw decodingError(
      `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${
        Array.isArray(config) ? 'array' : typeof config
      } into Go value of type map[string]interface {}`,
    );
  }
  const problems = document.errors
    .filter(isDuplicate)
    .map(error => duplicateKey(text, error));
  return { config: config as KubeObject, problems };
}

/**
 * Reads the configuration in the body of a request.
 *
 * @throws {@link StatusError} 400 or 413
 */
export async function readConfiguration(
  context: RequestContext,
): Promise<Configuration> {
  return readYaml((await readBytes(context.req)).toString('utf8'));
}

/** Answers a patch that applies a configuration; creates what is not there. */
export async function handleApply(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { info, query, user } = context;
  const { namespace, name, subresource } = info;
  const applyOptions: ApplyOptions = readApplyOptions(context);
  const validation = readFieldValidation(query, 'PatchOptions');
  const options = {
    user,
    subresource,
    dryRun: readDryRun(query.getAll('dryRun').filter(Boolean), 'PatchOptions'),
    isApplied: true,
  };
  const { config, problems } = await readConfiguration(context);
  const writer = { resource, subresource, manager: applyOptions.manager };
  const applyTo = (live: KubeObject | undefined): KubeObject => {
    const { fields, decoder } = registry;
    const applied = fields.apply(writer, live, config, applyOptions.force);
    if (problems.length > 0 && validation === 'Strict') {
      const lines = problems.map(problem => `\n  ${problem}`).join('');
      throw badRequest(
        `error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:${lines}`,
      );
    }
    checkName(name, applied);
    decoder.fit(resource, applied, true);
    return applied;
  };
  if (validation === 'Warn') {
    context.warnings.push(...problems);
  }
  const exists = registry.find(resource, namespace, name);
  if (exists || subresource) {
    const updated = registry.update(resource, namespace, name, applyTo, {
      ...options,
      unconditional: true,
    });
    sendObject(context, resource, 200, updated);
    return;
  }
  const object = applyTo(undefined);
  const { uid } = object.metadata;
  if (uid) {
    throw conflict(
      resource,
      name,
      `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
    );
  }
  // The version of an object that is not there yet does not matter.
  delete object.metadata.resourceVersion;
  context.authorize('create');
  const created = registry.create(resource, namespace, object, options);
  sendObject(context, resource, 201, created);
}
