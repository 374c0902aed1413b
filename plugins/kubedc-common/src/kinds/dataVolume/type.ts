import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * How large a disk shall be and where.
 *
 * @public
 */
export interface DataVolumeClaim {
  storageClassName?: string;
  resources?: { requests?: { storage?: string | number } };
}

/**
 * A disk and how it is filled.
 *
 * @public
 */
export interface DataVolume extends KubernetesObject {
  spec?: {
    source?: {
      http?: { url?: string };
      registry?: { url?: string };
      pvc?: { namespace?: string; name?: string };
      blank?: object;
    };
    pvc?: DataVolumeClaim;
    storage?: DataVolumeClaim;
  };
  status?: {
    phase?: string;
    /** For example `40.12%`, or `N/A`. */
    progress?: string;
    restartCount?: number;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link DataVolume}.
 *
 * @public
 */
export const dataVolumeType: ResourceType = {
  group: 'cdi.kubevirt.io',
  version: 'v1beta1',
  resource: 'datavolumes',
  kind: 'DataVolume',
  namespaced: true,
};
