import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  entityPresentationApiRef,
  type EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import { withKubedcPresentation } from '../presentation';

/** The catalog's own way to show entities, with icons and titles for the types of Kube-DC. */
const entityPresentationApi = catalogPlugin
  .getExtension('api:catalog/entity-presentation')
  .override({
    factory(originalFactory) {
      const original = originalFactory().get(ApiBlueprint.dataRefs.factory);
      return [
        ApiBlueprint.dataRefs.factory({
          ...original,
          api: entityPresentationApiRef,
          factory: deps =>
            withKubedcPresentation(
              original.factory(deps) as EntityPresentationApi,
            ),
        }),
      ];
    },
  });

/**
 * Icons and titles for the types of Kube-DC in the catalog, its graph and on entity pages. An app adds it to its features
 * by hand, unless it has an entity presentation of its own: that one it wraps in `withKubedcPresentation` instead.
 *
 * @alpha
 */
export const kubedcEntityPresentationModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [entityPresentationApi],
});
