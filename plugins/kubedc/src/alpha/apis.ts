import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { kubedcApiRef, KubedcClient } from '../api';

export const kubedcApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: kubedcApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new KubedcClient({ discoveryApi, fetchApi }),
    }),
});
