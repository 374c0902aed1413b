import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogCollatorExtensionPoint,
  defaultCatalogCollatorEntityTransformer,
} from '@backstage/plugin-search-backend-module-catalog';
import { withSearchableWords } from './withSearchableWords';

/**
 * Makes the entities of Kube-DC findable by whatever people read of them. Search takes only one transformer of entities: a
 * portal that has its own wraps it with {@link withSearchableWords} and leaves this module out.
 *
 * @public
 */
export const searchModuleKubedc = createBackendModule({
  pluginId: 'search',
  moduleId: 'kubedc',
  register(env) {
    env.registerInit({
      deps: { collator: catalogCollatorExtensionPoint },
      async init({ collator }) {
        collator.setEntityTransformer(
          withSearchableWords(defaultCatalogCollatorEntityTransformer),
        );
      },
    });
  },
});
