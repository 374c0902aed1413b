import {
  fabricSegmentKind,
  type FabricSegment,
} from '@kubedc/backstage-plugin-kubedc-common';
import { platformEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A VLAN of the data centre.
 */
export const fabricSegmentConverter: EntityConverter<FabricSegment> = {
  kind: fabricSegmentKind.id,
  convert: (object, context) =>
    platformEntity(fabricSegmentKind, object, context),
};
