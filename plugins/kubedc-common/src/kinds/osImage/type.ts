import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * The catalogue of OS images: one ConfigMap, with all of them under `images.yaml`.
 *
 * @public
 */
export interface OsImageCatalogue extends KubernetesObject {
  data?: Record<string, string>;
}

/**
 * Resource type of {@link OsImageCatalogue}.
 *
 * @public
 */
export const osImageCatalogueType: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};
