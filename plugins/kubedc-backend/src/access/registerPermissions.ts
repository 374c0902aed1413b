import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  kindRegistry,
  kubedcBasicPermissions,
  kubedcResourcePermissions,
  parseKubedcResourceRef,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubedcResource } from '@kubedc/backstage-plugin-kubedc-common';
import {
  kubedcResourcePermissionResourceRef,
  kubedcResourceRules,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PlatformService } from '@kubedc/backstage-plugin-kubedc-node';
import { locate } from '../resources/locate';

/**
 * A resource by its ref, whether it exists or not: only where it would be matters. Undefined for what can be nowhere,
 * which the permission framework takes for a refusal.
 */
export function findResource(
  platform: Pick<PlatformService, 'list' | 'mirror'>,
  ref: string,
): KubedcResource | undefined {
  const address = parseKubedcResourceRef(ref);
  const kind = address && kindRegistry.byId(address.kind);
  const known = platform
    .list()
    .some(
      ({ name, installation }) =>
        installation && name === address?.installation,
    );
  return kind && known
    ? locate(kind, address, platform.mirror(address.installation))
    : undefined;
}

/** Tells the permission framework what there is to decide about, and answers its questions about resources. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  platform: PlatformService,
): void {
  registry.addPermissions([...kubedcBasicPermissions]);
  registry.addResourceType({
    resourceRef: kubedcResourcePermissionResourceRef,
    permissions: [...kubedcResourcePermissions],
    rules: Object.values(kubedcResourceRules),
    getResources: async refs => refs.map(ref => findResource(platform, ref)),
  });
}
