import {
  ApiBlueprint,
  configApiRef,
  createApiRef,
  discoveryApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import { KubedcAuth } from './KubedcAuth';
import type { KubedcAuthApi } from './types';

/**
 * Sign-in with the realms of Kube-DC platforms.
 *
 * @public
 */
export const kubedcAuthApiRef = createApiRef<KubedcAuthApi>({
  id: 'auth.kubedc',
});

export const kubedcAuthApi = ApiBlueprint.make({
  name: 'kubedc-auth',
  params: defineParams =>
    defineParams({
      api: kubedcAuthApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        oauthRequestApi: oauthRequestApiRef,
      },
      factory: deps => new KubedcAuth(deps),
    }),
});
