import { badRequest, notFound } from '../errors/statusError';
import { SERVER_MANAGER } from '../managedfields/fieldManager';
import { ScaleFields, scaleResource } from '../managedfields/scaleFields';
import { Registry, WriteOptions } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { selectJsonPath } from '../table/jsonPath';
import { selectorText } from '../table/format';
import { groupVersion, isObject, JsonObject, KubeObject } from '../types';
import { ensureObject, readNumber } from '../util/read';
import { checkName, isApply, readConfiguration } from './apply';
import { readApplyOptions } from './fieldManager';
import { readDryRun } from './options';
import { readObject } from './readBody';
import { readPatch } from './patch';
import { RequestContext } from './requestContext';
import { sendJson } from './respond';
import { writeOptions } from './objects';

const BUILTIN = {
  specReplicasPath: '.spec.replicas',
  statusReplicasPath: '.status.replicas',
};
const SCALE_TYPE = 'io.k8s.api.autoscaling.v1.Scale';

function numberAt(path: string, object: KubeObject): number {
  return Number(selectJsonPath(path, object)[0] ?? 0);
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
    spec: { replicas: numberAt(paths.specReplicasPath, object) },
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
    ? await readPatch(context, undefined)
    : await readObject(req, 'Scale').then(object => () => object);
  return {
    options,
    change: live => {
      const sent = body(structuredClone(live));
      if (!isObject(sent)) {
        throw notFound(resource, name);
      }
      const scale = sent as KubeObject;
      if (scale.metadata !== undefined && !isObject(scale.metadata)) {
        throw badRequest('the metadata of a scale has to be an object');
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
      const { resourceVersion, managedFields } = scale.metadata;
      if (typeof resourceVersion === 'string') {
        metadata.resourceVersion = resourceVersion;
      }
      metadata.managedFields = fields.toParent(managedFields);
      const paths = resource.custom?.scale ?? BUILTIN;
      setReplicas(
        paths.specReplicasPath,
        current,
        readNumber(scale, 'spec', 'replicas'),
      );
      return current;
    },
    { ...write.options, isApplied: true, unconditional: true },
  );
  sendJson(context, 200, toScale(resource, updated));
}
