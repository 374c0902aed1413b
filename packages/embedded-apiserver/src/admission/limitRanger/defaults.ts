import { isObject, JsonObject, KubeObject } from '../../types';
import {
  ensureObject,
  readList,
  readObject,
  readString,
} from '../../util/read';

const ANNOTATION = 'kubernetes.io/limit-ranger';

interface Defaults {
  requests: JsonObject;
  limits: JsonObject;
}

function defaultsOf(range: KubeObject): Defaults {
  const requests: JsonObject = {};
  const limits: JsonObject = {};
  for (const item of readList(range, 'spec', 'limits')) {
    if (item.type === 'Container') {
      Object.assign(requests, readObject(item, 'defaultRequest'));
      Object.assign(limits, readObject(item, 'default'));
    }
  }
  return { requests, limits };
}

function merge(
  container: JsonObject,
  what: 'requests' | 'limits',
  defaults: JsonObject,
): string[] {
  const resources = ensureObject(container, 'resources');
  const given = isObject(resources[what]) ? resources[what] : {};
  const missing = Object.keys(defaults).filter(
    name => !Object.hasOwn(given, name),
  );
  if (missing.length > 0) {
    resources[what] = {
      ...given,
      ...Object.fromEntries(missing.map(name => [name, defaults[name]])),
    };
  }
  return missing.sort();
}

/** Gives the containers of a pod what they leave out, and says so. */
export function applyContainerDefaults(
  range: KubeObject,
  pod: KubeObject,
): void {
  const defaults = defaultsOf(range);
  const texts: string[] = [];
  for (const [field, noun] of [
    ['containers', 'container'],
    ['initContainers', 'init container'],
  ]) {
    for (const container of readList(pod, 'spec', field)) {
      const name = readString(container, 'name');
      const requests = merge(container, 'requests', defaults.requests);
      const limits = merge(container, 'limits', defaults.limits);
      if (requests.length > 0) {
        texts.push(`${requests.join(', ')} request for ${noun} ${name}`);
      }
      if (limits.length > 0) {
        texts.push(`${limits.join(', ')} limit for ${noun} ${name}`);
      }
    }
  }
  if (texts.length > 0) {
    pod.metadata.annotations = {
      ...pod.metadata.annotations,
      [ANNOTATION]: `LimitRanger plugin set: ${texts.join('; ')}`,
    };
  }
}
