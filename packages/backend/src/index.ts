import { createBackend } from '@backstage/backend-defaults';
import { startOrExit } from './startOrExit';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@kubedc/backstage-plugin-auth-backend-module-kubedc'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@kubedc/backstage-plugin-permission-backend-module-kubedc'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@kubedc/backstage-plugin-catalog-backend-module-kubedc'));
backend.add(
  import('@kubedc/backstage-plugin-catalog-backend-module-kubedc/model'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@kubedc/backstage-plugin-scaffolder-backend-module-kubedc'),
);

backend.add(import('@backstage/plugin-techdocs-backend'));

// On SQLite the PostgreSQL engine steps aside and Lunr, the default, serves.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@kubedc/backstage-plugin-search-backend-module-kubedc'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(
  import('@kubedc/backstage-plugin-kubernetes-backend-module-kubedc'),
);

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@kubedc/backstage-plugin-kubedc-backend'));

startOrExit(backend);
