import type {
  KubernetesObject,
  ResourceType,
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

/** Drops what nobody reads, in place: it can be most of an object, and `last-applied` may hold what was removed since. */
export function transformBeforeStore<T extends KubernetesObject>(object: T): T {
  const metadata = object.metadata as T['metadata'] & {
    managedFields?: unknown;
  };
  delete metadata.managedFields;
  if (metadata.annotations) {
    delete metadata.annotations[LAST_APPLIED];
  }
  return object;
}
