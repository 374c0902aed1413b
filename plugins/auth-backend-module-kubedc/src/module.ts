import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { readInstallations } from '@kubedc/backstage-plugin-kubedc-node';
import { createKubedcProviderFactory } from './providerFactory';
import { createKubedcSignInResolver } from './resolver';
import { createIdentityRoute } from './signIns/identityRoute';
import { SignInStore } from './signIns/SignInStore';

const PROVIDER = 'kubedc';

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
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpRouter: coreServices.httpRouter,
        events: eventsServiceRef,
        logger: coreServices.logger,
      },
      async init({
        providers,
        auth,
        config,
        database,
        httpRouter,
        events,
        logger,
      }) {
        const store = await SignInStore.create(database);
        const others = config
          .getOptionalConfig('auth.providers')
          ?.keys()
          .filter(provider => provider !== PROVIDER);
        // Before the auth backend's own routes, which know nothing else below a provider's path.
        httpRouter.use(
          createIdentityRoute({ auth, store, exclusive: !others?.length }),
        );
        const installations = readInstallations(config).flatMap(entry => {
          if (entry.error) {
            logger.error(
              `Nobody can sign in with '${entry.name}', as its configuration is broken: ${entry.error.message}`,
            );
            return [];
          }
          return [entry.installation];
        });
        const factory = createKubedcProviderFactory({
          installations,
          environment:
            config.getOptionalString('auth.environment') ?? 'development',
          signInResolver: createKubedcSignInResolver({ store, events, logger }),
          onSessionEnd: session => store.endSession(session),
          logger,
        });
        providers.registerProvider({
          providerId: PROVIDER,
          factory: context => {
            // Without a session every sign-in would fail, and only then.
            if (!config.getOptionalString('auth.session.secret')) {
              throw new InputError(
                'auth.session.secret is required for sign-in with Kube-DC',
              );
            }
            return factory(context);
          },
        });
      },
    });
  },
});
