import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A secret whose values lie in the platform’s vault, never in the object.
 *
 * @public
 */
export interface ManagedSecret extends KubernetesObject {
  spec?: {
    description?: string;
    type?: string;
    rotation?: { enabled?: boolean; interval?: string };
    sync?: { enabled?: boolean; targetSecretName?: string };
  };
  status?: {
    currentVersion?: number;
    syncedSecretName?: string;
    /** RFC 3339. */
    lastRotatedTime?: string;
    /** RFC 3339. */
    nextRotationTime?: string;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link ManagedSecret}.
 *
 * @public
 */
export const managedSecretType: ResourceType = {
  group: 'security.kube-dc.com',
  version: 'v1alpha1',
  resource: 'managedsecrets',
  kind: 'ManagedSecret',
  namespaced: true,
};
