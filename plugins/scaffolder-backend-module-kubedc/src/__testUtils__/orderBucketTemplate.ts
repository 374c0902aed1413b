import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';

const location = 'test:order-bucket';

/** A template that orders a bucket and links to it, as an adopter would write it. */
const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'order-bucket',
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
        name: 'Create bucket',
        action: 'kubedc:bucket:create',
        input: {
          project: '${{ parameters.project }}',
          name: '${{ parameters.name }}',
          grant: '${{ parameters.grant }}',
        },
      },
    ],
    output: {
      links: [
        { title: 'Open', entityRef: '${{ steps.create.output.entityRef }}' },
      ],
    },
  },
};

/** Puts the template into the catalog. */
export const orderBucketTemplate = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'order-bucket-template',
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
