import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A claim for a volume.
 *
 * @public
 */
export interface PersistentVolumeClaim extends KubernetesObject {
  spec?: {
    storageClassName?: string;
    accessModes?: string[];
    volumeMode?: string;
    resources?: { requests?: { storage?: string | number } };
  };
  status?: { phase?: string; capacity?: { storage?: string } };
}

/**
 * Resource type of {@link PersistentVolumeClaim}.
 *
 * @public
 */
export const persistentVolumeClaimType: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'persistentvolumeclaims',
  kind: 'PersistentVolumeClaim',
  namespaced: true,
};
