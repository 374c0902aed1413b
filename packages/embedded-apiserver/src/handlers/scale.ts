import { notFound } from '../errors/statusError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { selectJsonPath } from '../table/jsonPath';
import { selectorText } from '../table/format';
import { isObject, JsonObject, KubeObject } from '../types';
import { ensureObject, readNumber } from '../util/read';
import { readObject } from './readBody';
import { readPatch } from './patch';
import { RequestContext } from './requestContext';
import { sendJson } from './respond';
import { writeOptions } from './objects';

const BUILTIN = {
  specReplicasPath: '.spec.replicas',
  statusReplicasPath: '.status.replicas',
};

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

/** Answers requests for the `scale` subresource. */
export async function handleScale(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { info, req } = context;
  const { namespace, name, verb } = info;
  if (verb === 'get') {
    const object = registry.get(resource, namespace, name);
    sendJson(context, 200, toScale(resource, object));
    return;
  }
  const change: (scale: KubeObject) => unknown =
    verb === 'patch'
      ? await readPatch(context, undefined)
      : (
          body => () =>
            body
        )(await readObject(req, 'Scale'));
  const updated = registry.update(
    resource,
    namespace,
    name,
    current => {
      const scale = change(toScale(resource, current));
      if (!isObject(scale)) {
        throw notFound(resource, name);
      }
      const { resourceVersion } = (scale.metadata ?? {}) as JsonObject;
      if (typeof resourceVersion === 'string') {
        current.metadata.resourceVersion = resourceVersion;
      }
      const paths = resource.custom?.scale ?? BUILTIN;
      setReplicas(
        paths.specReplicasPath,
        current,
        readNumber(scale, 'spec', 'replicas'),
      );
      return current;
    },
    { ...writeOptions(context, 'UpdateOptions'), unconditional: true },
  );
  sendJson(context, 200, toScale(resource, updated));
}
