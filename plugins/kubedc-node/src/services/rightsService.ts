import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { KubernetesRightsService } from '../rights/KubernetesRightsService';
import type { RightsService } from '../rights';
import { kubedcPlatformServiceRef } from './platformService';

/**
 * What people may do on the platforms, as the platforms themselves say.
 *
 * @public
 */
export const kubedcRightsServiceRef = createServiceRef<RightsService>({
  id: 'kubedc.rights',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        platform: kubedcPlatformServiceRef,
        logger: coreServices.rootLogger,
      },
      factory({ platform, logger }) {
        return new KubernetesRightsService({
          platform,
          logger: logger.child({ service: 'kubedc' }),
        });
      },
    }),
});
