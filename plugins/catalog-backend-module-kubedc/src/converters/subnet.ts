import {
  subnetKind,
  vpcKind,
  type Subnet,
} from '@kubedc/backstage-plugin-kubedc-common';
import { projectOfNamespaces } from './namespaces';
import { refIfThere } from './relations';
import { platformEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A range of addresses; it depends on the VPC it lies in.
 */
export const subnetConverter: EntityConverter<Subnet> = {
  kind: subnetKind.id,
  convert: (subnet, context) =>
    platformEntity(subnetKind, subnet, context, {
      project: projectOfNamespaces(subnet.spec?.namespaces, context),
      dependsOn: refIfThere(vpcKind, undefined, subnet.spec?.vpc, context),
    }),
};
