import {
  volumeSnapshotKind,
  type VolumeSnapshot,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';
import { volumeRefs } from './volumes';

/**
 * A snapshot; it depends on the volume it was taken of, while that is there.
 */
export const volumeSnapshotConverter: EntityConverter<VolumeSnapshot> = {
  kind: volumeSnapshotKind.id,
  convert: (snapshot, context) =>
    resourceEntity(volumeSnapshotKind, snapshot, context, {
      dependsOn: volumeRefs(
        snapshot.metadata.namespace,
        snapshot.spec?.source?.persistentVolumeClaimName,
        context,
      ),
    }),
};
