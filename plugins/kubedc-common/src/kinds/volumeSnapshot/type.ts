import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A snapshot of a volume.
 *
 * @public
 */
export interface VolumeSnapshot extends KubernetesObject {
  spec?: {
    source?: {
      persistentVolumeClaimName?: string;
      volumeSnapshotContentName?: string;
    };
    volumeSnapshotClassName?: string;
  };
  status?: {
    readyToUse?: boolean;
    restoreSize?: string | number;
    /** RFC 3339. */
    creationTime?: string;
    error?: { message?: string; time?: string };
  };
}

/**
 * Resource type of {@link VolumeSnapshot}.
 *
 * @public
 */
export const volumeSnapshotType: ResourceType = {
  group: 'snapshot.storage.k8s.io',
  version: 'v1',
  resource: 'volumesnapshots',
  kind: 'VolumeSnapshot',
  namespaced: true,
};
