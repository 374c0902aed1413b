import type { Entity } from '@backstage/catalog-model';
import {
  KUBEDC_ANNOTATIONS,
  kindRegistry,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ObjectTarget } from '../api';

/** The object an entity stands for; undefined when the entity does not come from Kube-DC or its kind is unknown. */
export function targetOf(entity: Entity): ObjectTarget | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const installation = annotations[KUBEDC_ANNOTATIONS.installation];
  const gvk = annotations[KUBEDC_ANNOTATIONS.gvk];
  const name = annotations[KUBEDC_ANNOTATIONS.name];
  const namespace = annotations[KUBEDC_ANNOTATIONS.namespace];
  const kind = gvk ? kindRegistry.byGvk(gvk) : undefined;
  if (!installation || !kind || !name) {
    return undefined;
  }
  if (!kind.type.namespaced) {
    return { installation, kind: kind.id, name };
  }
  return namespace
    ? { installation, kind: kind.id, namespace, name }
    : undefined;
}

/**
 * Whether an entity stands for an object of Kube-DC: condition of a classic entity page.
 *
 * @public
 */
export function isKubedcEntity(entity: Entity): boolean {
  return targetOf(entity) !== undefined;
}
