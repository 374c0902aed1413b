import { createApiRef } from '@backstage/frontend-plugin-api';
import type { KubedcAuthApi } from './types';

/**
 * Sign-in with the realms of Kube-DC platforms. The plugin brings its implementation.
 *
 * @public
 */
export const kubedcAuthApiRef = createApiRef<KubedcAuthApi>({
  id: 'auth.kubedc',
});
