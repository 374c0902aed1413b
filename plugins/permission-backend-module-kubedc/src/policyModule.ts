import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  kubedcIdentityServiceRef,
  kubedcRightsServiceRef,
} from '@kubedc/backstage-plugin-kubedc-node';
import { KubedcPermissionPolicy, readKubedcPolicyOptions } from './policy';

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
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        identity: kubedcIdentityServiceRef,
        rights: kubedcRightsServiceRef,
      },
      async init({ config, policy, identity, rights }) {
        policy.setPolicy(
          new KubedcPermissionPolicy(
            { identity, rights },
            readKubedcPolicyOptions(config),
          ),
        );
      },
    });
  },
});
