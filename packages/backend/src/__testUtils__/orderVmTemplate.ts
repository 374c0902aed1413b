import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';

const location = 'test:order-vm';

/** A template that orders a virtual machine, its user data given as a secret. */
const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'order-vm',
    annotations: {
      'backstage.io/managed-by-location': location,
      'backstage.io/managed-by-origin-location': location,
    },
  },
  spec: {
    type: 'resource',
    owner: 'group:default/platform',
    parameters: [],
    steps: [
      {
        id: 'create',
        name: 'Create virtual machine',
        action: 'kubedc:vm:create',
        input: {
          project: '${{ parameters.project }}',
          name: '${{ parameters.name }}',
          image: 'ubuntu-24.04-lts',
          cpu: 1,
          userData: '${{ secrets.userData }}',
          grant: '${{ parameters.grant }}',
        },
      },
    ],
  },
};

/** Puts the template into the catalog. */
export const orderVmTemplate = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'order-vm-template',
  register: env =>
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      init: async ({ catalog }) => {
        catalog.addEntityProvider({
          getProviderName: () => location,
          connect: async connection => {
            await connection.applyMutation({
              type: 'full',
              entities: [{ entity: template }],
            });
          },
        });
      },
    }),
});
