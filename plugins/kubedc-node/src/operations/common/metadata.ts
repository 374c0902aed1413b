import {
  PORTAL_ANNOTATIONS,
  type ObjectMeta,
} from '@kubedc/backstage-plugin-kubedc-common';

/**
 * Metadata of an object that an operation makes, with the hints that tell the catalog who owns and who uses it.
 */
export function metadataOf(
  input: { name: string; owner?: string; component?: string },
  namespace: string,
  extra: Pick<ObjectMeta, 'labels' | 'annotations'> = {},
): ObjectMeta {
  const annotations = {
    ...extra.annotations,
    ...(input.owner ? { [PORTAL_ANNOTATIONS.owner]: input.owner } : {}),
    ...(input.component
      ? { [PORTAL_ANNOTATIONS.component]: input.component }
      : {}),
  };
  return {
    name: input.name,
    namespace,
    ...(extra.labels ? { labels: extra.labels } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}
