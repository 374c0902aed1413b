import {
  eipKind,
  fipKind,
  virtualMachineKind,
  type FloatingIp,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A floating address: it depends on its external address, and the machine it leads to depends on it.
 */
export const fipConverter: EntityConverter<FloatingIp> = {
  kind: fipKind.id,
  convert(fip, context) {
    const { namespace } = fip.metadata;
    return resourceEntity(fipKind, fip, context, {
      dependsOn: refIfThere(
        eipKind,
        namespace,
        fip.status?.eip ?? fip.spec?.eip,
        context,
      ),
      dependencyOf: refIfThere(
        virtualMachineKind,
        namespace,
        fip.spec?.vmTarget?.vmName,
        context,
      ),
    });
  },
};
