import {
  ApiBlueprint,
  configApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { kubedcApiRef, KubedcClient } from '../api';
import { tokenSourceOf } from '../api/personToken';
import { kubedcAuthApiRef } from '../signIn/apis';
import { KubedcAuth } from '../signIn/KubedcAuth';

export const kubedcAuthApi = ApiBlueprint.make({
  name: 'auth',
  params: defineParams =>
    defineParams({
      api: kubedcAuthApiRef,
      deps: { configApi: configApiRef, discoveryApi: discoveryApiRef },
      factory: deps => new KubedcAuth(deps),
    }),
});

export const kubedcApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
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
});
