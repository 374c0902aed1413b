import { isDeletable } from '../registry/delete';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { KubeObject } from '../types';
import { clone } from '../util/clone';
import { ensureObject } from '../util/read';

/** Sets a namespace's own finalizers; without any it goes when it may. */
export function finalizeNamespace(
  registry: Registry,
  resource: Resource,
  name: string,
  finalizers: string[],
): KubeObject {
  const next = clone(registry.entry(resource, undefined, name).object);
  const spec = ensureObject(next, 'spec');
  if (finalizers.length > 0) {
    spec.finalizers = finalizers;
  } else {
    delete spec.finalizers;
  }
  const { store } = registry;
  const entry = isDeletable(resource, next)
    ? store.remove(resource.storageKey, name, next)
    : store.put(resource.storageKey, name, next);
  return entry.object;
}
