import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { createOperationAction } from './actions/createOperationAction';
import { examplesOf } from './examples';

/**
 * Gives software templates an action for each Kube-DC operation that makes something.
 *
 * @public
 */
export const scaffolderModuleKubedc = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'kubedc',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
      },
      async init({ actions, ...services }) {
        actions.addActions(
          ...operationRegistry
            .all()
            .filter(({ target }) => target === 'new')
            .map(declaration =>
              createOperationAction(
                declaration,
                examplesOf(declaration),
                services,
              ),
            ),
        );
      },
    });
  },
});
