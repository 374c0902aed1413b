import {
  persistentVolumeClaimKind,
  type PersistentVolumeClaim,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A volume; those of disks are parts of these.
 */
export const persistentVolumeClaimConverter: EntityConverter<PersistentVolumeClaim> =
  {
    kind: persistentVolumeClaimKind.id,
    convert: (claim, context) =>
      resourceEntity(persistentVolumeClaimKind, claim, context),
  };
