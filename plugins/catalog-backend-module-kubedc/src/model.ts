/**
 * The catalog model of Kube-DC entities, for catalogs that know model layers.
 *
 * @packageDocumentation
 */
import { createBackendModule } from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { kubedcModelLayer } from '@kubedc/backstage-plugin-kubedc-common';

/**
 * Teaches the catalog the types and annotations of Kube-DC entities: fields are validated, relations between resources
 * have names, and agents can ask what there is.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'catalog',
  moduleId: 'kubedc-model',
  register(env) {
    env.registerInit({
      deps: { model: catalogModelExtensionPoint },
      async init({ model }) {
        model.addModelSource(CatalogModelSources.static([kubedcModelLayer]));
      },
    });
  },
});
