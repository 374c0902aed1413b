import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { readInstallations } from '@kubedc/backstage-plugin-kubedc-node';
import { createKubedcProviderFactory } from './providerFactory';
import { createKubedcSignInResolver } from './resolver';

/**
 * Sign-in with the realms of Kube-DC platforms, as the auth provider `kubedc`.
 *
 * @public
 */
export const authModuleKubedc = createBackendModule({
  pluginId: 'auth',
  moduleId: 'kubedc',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
      },
      async init({ providers, config, events, logger }) {
        const installations = readInstallations(config).flatMap(entry => {
          if (entry.error) {
            logger.error(
              `Nobody can sign in with '${entry.name}', as its configuration is broken: ${entry.error.message}`,
            );
            return [];
          }
          return [entry.installation];
        });
        providers.registerProvider({
          providerId: 'kubedc',
          factory: createKubedcProviderFactory({
            installations,
            environment:
              config.getOptionalString('auth.environment') ?? 'development',
            signInResolver: createKubedcSignInResolver({ events, logger }),
            logger,
          }),
        });
      },
    });
  },
});
