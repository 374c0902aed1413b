import {
  configApiRef,
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { kubedcApiRef, KubedcClient } from './api';
import { tokenSourceOf } from './api/personToken';
import { createFromTemplateRouteRef, rootRouteRef } from './routes';
import { kubedcAuthApiRef } from './signIn/apis';
import { KubedcAuth } from './signIn/KubedcAuth';

/**
 * The `kubedc` plugin for the classic frontend system.
 *
 * @public
 */
export const kubedcPlugin = createPlugin({
  id: 'kubedc',
  routes: { root: rootRouteRef },
  externalRoutes: { createFromTemplate: createFromTemplateRouteRef },
  apis: [
    createApiFactory({
      api: kubedcAuthApiRef,
      deps: { configApi: configApiRef, discoveryApi: discoveryApiRef },
      factory: deps => new KubedcAuth(deps),
    }),
    createApiFactory({
      api: kubedcApiRef,
      deps: {
        authApi: kubedcAuthApiRef,
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
      },
      factory: ({ discoveryApi, fetchApi, ...session }) =>
        new KubedcClient({
          discoveryApi,
          fetchApi,
          token: tokenSourceOf(session),
        }),
    }),
  ],
});

/**
 * All pages of the plugin, to be mounted at `/kubedc`.
 *
 * @public
 */
export const KubedcPage = kubedcPlugin.provide(
  createRoutableExtension({
    name: 'KubedcPage',
    component: () =>
      import('./components/ClassicPage').then(m => m.ClassicPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * Keeps tasks able to act as the person while their portal is open, where a platform takes only people's own tokens: to be
 * put beside the app's routes. It shows nothing.
 *
 * @public
 */
export const KubedcGrantRenewal = kubedcPlugin.provide(
  createComponentExtension({
    name: 'KubedcGrantRenewal',
    component: {
      lazy: () => import('./components/GrantRenewal').then(m => m.GrantRenewal),
    },
  }),
);

/**
 * Card for the overview of an entity page.
 *
 * @public
 */
export const EntityKubedcCard = kubedcPlugin.provide(
  createComponentExtension({
    name: 'EntityKubedcCard',
    component: {
      lazy: () => import('./components/ResourceCard').then(m => m.ResourceCard),
    },
  }),
);

/**
 * Tab of an entity page, to be mounted at `/kube-dc`.
 *
 * @public
 */
export const EntityKubedcContent = kubedcPlugin.provide(
  createComponentExtension({
    name: 'EntityKubedcContent',
    component: {
      lazy: () =>
        import('./components/ResourceContent').then(m => m.ResourceContent),
    },
  }),
);

/**
 * Sign-in page on which people choose their organization: `components: { SignInPage: KubedcSignInPage }` of `createApp`.
 *
 * @public
 */
export const KubedcSignInPage = kubedcPlugin.provide(
  createComponentExtension({
    name: 'KubedcSignInPage',
    component: {
      lazy: () => import('./signIn/SignInPage').then(m => m.SignInPage),
    },
  }),
);

/**
 * Asks people to sign in again where they are when their session is over, to be mounted beside the `AppRouter`. Without
 * it the page loads anew then and the sign-in page says why.
 *
 * @public
 */
export const KubedcSessionDialog = kubedcPlugin.provide(
  createComponentExtension({
    name: 'KubedcSessionDialog',
    component: {
      lazy: () => import('./signIn/SessionDialog').then(m => m.SessionDialog),
    },
  }),
);
