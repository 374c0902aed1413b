import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { kubedcApiRef, KubedcClient } from './api';
import { createFromTemplateRouteRef, rootRouteRef } from './routes';

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
      api: kubedcApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new KubedcClient({ discoveryApi, fetchApi }),
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
