import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { kubernetesServiceLocatorExtensionPoint } from '@backstage/plugin-kubernetes-node';
import {
  kubedcIdentityServiceRef,
  kubedcRightsServiceRef,
} from '@kubedc/backstage-plugin-kubedc-node';
import { KubedcServiceLocator } from './KubedcServiceLocator';

/**
 * Puts the rights of people before the Kubernetes tab. Only one service locator can be set.
 *
 * @public
 */
export const kubernetesModuleKubedc = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'kubedc-service-locator',
  register(reg) {
    reg.registerInit({
      deps: {
        locator: kubernetesServiceLocatorExtensionPoint,
        config: coreServices.rootConfig,
        identity: kubedcIdentityServiceRef,
        rights: kubedcRightsServiceRef,
      },
      async init({ locator, config, identity, rights }) {
        const customResources = config
          .getOptionalConfigArray('kubernetes.customResources')
          ?.map(each => ({
            group: each.getString('group'),
            apiVersion: each.getString('apiVersion'),
            plural: each.getString('plural'),
          }));
        locator.addServiceLocator(
          async ({ clusterSupplier }) =>
            new KubedcServiceLocator({
              clusters: clusterSupplier,
              identity,
              rights,
              customResources,
            }),
        );
      },
    });
  },
});
