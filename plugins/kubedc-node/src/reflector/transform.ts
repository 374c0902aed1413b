import {
  apiVersionOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Refuses resource types that must never be held in memory.
 *
 * @throws an Error for Secrets.
 */
export function refuseSecretTypes(
  type: Pick<ResourceType, 'group' | 'resource'>,
): void {
  if (type.group === '' && type.resource === 'secrets') {
    throw new Error('Secrets are never mirrored');
  }
}

/** Deletes everything but an object's metadata, in place. Where only that was sent, the object bears another type. */
function keepMetadata(
  object: KubernetesObject,
  type: Pick<ResourceType, 'group' | 'version' | 'kind'>,
): void {
  for (const field of Object.keys(object)) {
    if (field !== 'metadata') {
      drop(object, [field]);
    }
  }
  object.apiVersion = apiVersionOf(type);
  object.kind = type.kind;
}

/** Deletes what a path leads to, in place. */
function drop(value: unknown, [step, ...rest]: readonly string[]): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (step === '*') {
    if (Array.isArray(value)) {
      value.forEach(item => drop(item, rest));
    }
    return;
  }
  const fields = value as Record<string, unknown>;
  if (rest.length === 0) {
    delete fields[step];
  } else {
    drop(fields[step], rest);
  }
}

/**
 * Drops, in place, what nobody reads: it can be most of an object, and `last-applied` may hold what was removed since.
 * And what nobody may keep: the type's secret fields.
 */
export function transformBeforeStore<T extends KubernetesObject>(
  object: T,
  type: ResourceType,
): T {
  const metadata = object.metadata as T['metadata'] & {
    managedFields?: unknown;
  };
  delete metadata.managedFields;
  if (metadata.annotations) {
    delete metadata.annotations[LAST_APPLIED];
  }
  if (type.metadataOnly) {
    keepMetadata(object, type);
  }
  type.secretFields?.forEach(path => drop(object, path));
  return object;
}
