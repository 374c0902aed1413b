import type { KubernetesObject } from '../kubernetes';
import { apiVersionOf } from '../kubernetes';
import type { RelatedObjects } from '../kinds/types';

/**
 * Related objects for tests: finds among the given ones.
 */
export function relatedTo(...objects: KubernetesObject[]): RelatedObjects {
  return {
    get: (type, namespace, name) =>
      objects.find(
        object =>
          object.kind === type.kind &&
          object.apiVersion === apiVersionOf(type) &&
          object.metadata.namespace === namespace &&
          object.metadata.name === name,
      ) as never,
    list: (type, namespace) =>
      objects.filter(
        object =>
          object.kind === type.kind &&
          object.apiVersion === apiVersionOf(type) &&
          (namespace === undefined || object.metadata.namespace === namespace),
      ) as never,
  };
}
