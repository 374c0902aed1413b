import { KubeClient } from '../runtime/client';
import { isNotFound } from '../runtime/errors';
import { KubeObject, Resource } from '../runtime/types';

/** Makes sure that an object stays until its controller has cleaned up. */
export async function addFinalizer<T extends KubeObject>(
  client: KubeClient,
  resource: Resource<T>,
  object: T,
  finalizer: string,
): Promise<T> {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(finalizer)) {
    return object;
  }
  return client.patch(resource, object.metadata, {
    metadata: {
      // Finalizers of others may have been added since the cache was filled.
      resourceVersion: object.metadata.resourceVersion,
      finalizers: [...finalizers, finalizer],
    },
  });
}

/** Lets an object go as far as its controller is concerned. */
export async function removeFinalizer(
  client: KubeClient,
  resource: Resource,
  object: KubeObject,
  finalizer: string,
): Promise<void> {
  const finalizers = object.metadata.finalizers ?? [];
  if (!finalizers.includes(finalizer)) {
    return;
  }
  try {
    await client.patch(resource, object.metadata, {
      metadata: {
        resourceVersion: object.metadata.resourceVersion,
        finalizers: finalizers.filter(entry => entry !== finalizer),
      },
    });
  } catch (error) {
    if (!isNotFound(error)) {
      throw error;
    }
  }
}
