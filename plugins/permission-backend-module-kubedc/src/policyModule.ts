import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  kubedcIdentityServiceRef,
  kubedcRightsServiceRef,
} from '@kubedc/backstage-plugin-kubedc-node';
import { KubedcPermissionPolicy } from './policy';

/**
 * Sets the tenancy policy. Only one policy can be set.
 *
 * @public
 */
export const permissionModuleKubedc = createBackendModule({
  pluginId: 'permission',
  moduleId: 'kubedc-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        identity: kubedcIdentityServiceRef,
        rights: kubedcRightsServiceRef,
      },
      async init({ policy, identity, rights }) {
        policy.setPolicy(new KubedcPermissionPolicy({ identity, rights }));
      },
    });
  },
});
