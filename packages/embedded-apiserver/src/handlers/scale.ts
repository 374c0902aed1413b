import { invalid } from '../errors/fieldError';
import {
  badRequest,
  conflict,
  notFound,
  internalError,
  invalidObject,
  StatusError,
} from '../errors/statusError';
import { SERVER_MANAGER } from '../managedfields/fieldManager';
import { ScaleFields, scaleResource } from '../managedfields/scaleFields';
import { FieldValidation } from '../registry/decodeBody';
import { Registry, WriteOptions } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { cannotBeHandled, decodeTyped } from '../schema/decodeTyped';
import { selectJsonPath } from '../table/jsonPath';
import { selectorText } from '../table/format';
import { groupVersion, isObject, JsonObject, KubeObject } from '../types';
import { goJson, goQuote } from '../util/goQuote';
import { ensureObject, read } from '../util/read';
import { isApply, readConfiguration } from './apply';
import { checkName } from './checkName';
import { readApplyOptions } from './fieldManager';
import { readDryRun, readFieldValidation } from './options';
import { readObject } from './readBody';
import { checkPatchedVersion, readPatch } from './patch';
import { RequestContext } from './requestContext';
import { sendJson } from './respond';
import { writeOptions } from './objects';

const BUILTIN = {
  specReplicasPath: '.spec.replicas',
  statusReplicasPath: '.status.replicas',
};
const SCALE_KIND = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
const SCALE_TYPE = 'io.k8s.api.autoscaling.v1.Scale';

function numberAt(path: string, object: KubeObject): number {
  return Number(selectJsonPath(path, object)[0] ?? 0);
}

/** Go leaves out a number that is zero. */
function specReplicas(resource: Resource, path: string, object: KubeObject) {
  const [replicas] = selectJsonPath(path, object);
  if (resource.custom && replicas === undefined) {
    throw internalError(
      `the spec replicas field ${goQuote(path)} does not exist`,
    );
  }
  return Number(replicas ?? 0) === 0 ? {} : { replicas: Number(replicas) };
}

function toScale(resource: Resource, object: KubeObject): KubeObject {
  const paths = resource.custom?.scale ?? BUILTIN;
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const custom = resource.custom?.scale?.labelSelectorPath;
  const selector = custom
    ? String(selectJsonPath(custom, object)[0] ?? '')
    : selectorText((object.spec as JsonObject | undefined)?.selector);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: specReplicas(resource, paths.specReplicasPath, object),
    status: {
      replicas: numberAt(paths.statusReplicasPath, object),
      ...(selector && selector !== '<none>' && { selector }),
    },
  };
}

/** Writes the number of replicas where the resource keeps it. */
function setReplicas(path: string, object: JsonObject, replicas: number): void {
  const keys = path.split('.').filter(Boolean);
  const last = keys.pop() as string;
  let target = object;
  for (const key of keys) {
    target = ensureObject(target, key);
  }
  target[last] = replicas;
}

/** Sees that a patched scale still is one. */
function checkScale(
  registry: Registry,
  scale: KubeObject,
  validation: FieldValidation,
): void {
  try {
    const schema = registry.decoder.type(SCALE_TYPE);
    const isScale =
      (scale.kind ?? 'Scale') === 'Scale' &&
      (scale.apiVersion ?? 'autoscaling/v1') === 'autoscaling/v1';
    if (!isScale) {
      throw badRequest(
        `no kind ${goQuote(
          String(scale.kind),
        )} is registered for version ${goQuote(String(scale.apiVersion))}`,
      );
    }
    const [field] = decodeTyped(schema, structuredClone(scale), 'Scale', 'v1');
    if (field !== undefined && validation === 'Strict') {
      throw badRequest(
        `strict decoding error: unknown field ${goQuote(field)}`,
      );
    }
  } catch (error) {
    if (error instanceof StatusError && error.code === 400) {
      throw invalidObject({ group: '', kind: '' }, '', [
        invalid(
          'patch',
          goJson(scale),
          error.message.replace(/^.*?cannot be handled as a \w+: /, ''),
        ),
      ]);
    }
    throw error;
  }
}

/** A write of a scale: the new scale, with who owns its replicas then. */
interface ScaleWrite {
  options: WriteOptions;
  change(scale: KubeObject): KubeObject;
}

async function readWrite(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<ScaleWrite> {
  const { info, req, query, user } = context;
  const { name, subresource } = info;
  const type = scaleResource(resource, registry.decoder.type(SCALE_TYPE));
  if (isApply(context)) {
    const { manager, force } = readApplyOptions(context);
    const dryRun = query.getAll('dryRun').filter(Boolean);
    const { config } = await readConfiguration(context);
    const writer = { resource: type, subresource, manager };
    return {
      options: { user, dryRun: readDryRun(dryRun, 'PatchOptions') },
      change: live => {
        const scale = registry.fields.apply(writer, live, config, force);
        checkName(name, scale);
        return scale;
      },
    };
  }
  const isPatch = info.verb === 'patch';
  const options = writeOptions(
    context,
    isPatch ? 'PatchOptions' : 'UpdateOptions',
  );
  const manager = options.fieldManager ?? SERVER_MANAGER;
  const body = isPatch
    ? await readPatch(
        context,
        undefined,
        resource,
        registry.decoder.type(SCALE_TYPE),
      )
    : await readObject(req, 'Scale').then(object => () => object);
  return {
    options,
    change: live => {
      const sent = body(structuredClone(live));
      if (!isObject(sent)) {
        throw notFound(resource, name);
      }
      const scale = sent as KubeObject;
      if (isPatch) {
        checkPatchedVersion(scale);
        checkScale(registry, scale, readFieldValidation(query, 'PatchOptions'));
      }
      if (scale.metadata !== undefined && !isObject(scale.metadata)) {
        throw badRequest('the metadata of a scale has to be an object');
      }
      checkName(name, scale);
      if ((scale.metadata?.namespace ?? info.namespace) !== info.namespace) {
        throw badRequest(
          'the namespace of the provided object does not match the namespace sent on the request',
        );
      }
      const { uid } = live.metadata;
      if (!resource.custom && (scale.metadata?.uid ?? uid) !== uid) {
        throw conflict(
          { group: resource.group, resource: `${resource.resource}/scale` },
          name,
          `Precondition failed: UID in precondition: ${scale.metadata?.uid}, UID in object meta: ${uid}`,
        );
      }
      const { apiVersion, kind } = live;
      const metadata = { ...scale.metadata };
      const next: KubeObject = { ...scale, apiVersion, kind, metadata };
      const writer = { resource: type, subresource, manager };
      registry.fields.recordUpdate(writer, live, next);
      return next;
    },
  };
}

/**
 * The replicas a scale asks for.
 *
 * @throws {@link StatusError} 400 or 422
 */
function checkReplicas(
  { custom }: Resource,
  name: string,
  scale: JsonObject,
  isPatch: boolean,
): number {
  const wanted = read(scale, 'spec', 'replicas') ?? 0;
  if (typeof wanted !== 'number' || !Number.isInteger(wanted)) {
    const why = `json: cannot unmarshal ${
      Array.isArray(wanted) ? 'array' : typeof wanted
    } into Go struct field ScaleSpec.spec.replicas of type int32`;
    throw isPatch
      ? invalidObject({ group: '', kind: '' }, '', [
          invalid('patch', goJson(scale), why),
        ])
      : cannotBeHandled('Scale', 'v1', why);
  }
  if (wanted < 0 && !custom) {
    throw invalidObject({ group: 'autoscaling', kind: 'Scale' }, name, [
      invalid('spec.replicas', wanted, 'must be greater than or equal to 0'),
    ]);
  }
  return wanted;
}

/** Answers requests for the `scale` subresource. */
export async function handleScale(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { namespace, name, verb } = context.info;
  if (verb === 'get') {
    const object = registry.get(resource, namespace, name);
    sendJson(context, 200, toScale(resource, object));
    return;
  }
  const write = await readWrite(registry, resource, context);
  const updated = registry.update(
    resource,
    namespace,
    name,
    current => {
      const { metadata } = current;
      const fields = new ScaleFields(
        registry.resources,
        resource,
        groupVersion(resource.group, resource.version),
        metadata.managedFields,
      );
      const live = toScale(resource, current);
      live.metadata.managedFields = fields.toScale();
      const scale = write.change(live);
      if (scale.metadata.name !== name) {
        throw badRequest(
          `the name of the object (${scale.metadata.name}) does not match the name on the URL (${name})`,
        );
      }
      const { resourceVersion, managedFields } = scale.metadata;
      if (typeof resourceVersion === 'string') {
        metadata.resourceVersion = resourceVersion;
      }
      metadata.managedFields = fields.toParent(managedFields);
      const paths = resource.custom?.scale ?? BUILTIN;
      setReplicas(
        paths.specReplicasPath,
        current,
        checkReplicas(resource, name, scale, verb === 'patch'),
      );
      return current;
    },
    {
      ...write.options,
      isApplied: true,
      unconditional: true,
      admitted: (object, old) => ({
        object: toScale(resource, object),
        oldObject: toScale(resource, old),
        requestKind: SCALE_KIND,
        subresource: 'scale',
      }),
    },
  );
  sendJson(context, 200, toScale(resource, updated));
}
