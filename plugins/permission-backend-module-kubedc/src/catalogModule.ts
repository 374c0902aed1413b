import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { kubedcCatalogRules } from './rules';

/**
 * Teaches the catalog the rules that Kube-DC policies use.
 *
 * @public
 */
export const catalogModuleKubedcPermissionRules = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'kubedc-permission-rules',
  register(reg) {
    reg.registerInit({
      deps: { permissionsRegistry: coreServices.permissionsRegistry },
      async init({ permissionsRegistry }) {
        permissionsRegistry.addPermissionRules(
          Object.values(kubedcCatalogRules),
        );
      },
    });
  },
});
