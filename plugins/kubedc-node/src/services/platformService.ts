import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultPlatformService } from './DefaultPlatformService';
import type { PlatformService } from './types';

/**
 * The configured installations with their transports and mirrors, shared by all plugins of the process.
 *
 * @public
 */
export const kubedcPlatformServiceRef = createServiceRef<PlatformService>({
  id: 'kubedc.platform',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      factory({ config, logger, lifecycle }) {
        const platform = DefaultPlatformService.fromConfig(config, {
          logger: logger.child({ service: 'kubedc' }),
        });
        lifecycle.addShutdownHook(() => platform.stop());
        return platform;
      },
    }),
});
