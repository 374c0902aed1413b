import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A key that encrypts; its material never leaves the platform.
 *
 * @public
 */
export interface KmsKey extends KubernetesObject {
  spec?: {
    purpose?: string;
    algorithm?: string;
    deletionPolicy?: string;
    rotation?: { enabled?: boolean; interval?: string };
  };
  status?: {
    keyId?: string;
    currentVersion?: number;
    minDecryptionVersion?: number;
    /** RFC 3339. */
    nextRotationTime?: string;
    /** RFC 3339: when the material goes, where its deletion is scheduled. */
    scheduledDeletion?: string;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link KmsKey}.
 *
 * @public
 */
export const kmsKeyType: ResourceType = {
  group: 'security.kube-dc.com',
  version: 'v1alpha1',
  resource: 'kmskeys',
  kind: 'KMSKey',
  namespaced: true,
};
