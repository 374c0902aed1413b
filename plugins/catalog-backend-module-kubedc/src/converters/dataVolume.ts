import {
  dataVolumeKind,
  type DataVolume,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A disk.
 */
export const dataVolumeConverter: EntityConverter<DataVolume> = {
  kind: dataVolumeKind.id,
  convert: (object, context) => resourceEntity(dataVolumeKind, object, context),
};
