import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { IdentityService } from './types';
import { UserInfoIdentityService } from './UserInfoIdentityService';

/**
 * Who a Backstage user is on the platforms.
 *
 * @public
 */
export const kubedcIdentityServiceRef = createServiceRef<IdentityService>({
  id: 'kubedc.identity',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        new UserInfoIdentityService({ auth, discovery }),
    }),
});
