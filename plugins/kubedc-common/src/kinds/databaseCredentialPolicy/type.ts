import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * How the password of a database user is rotated.
 *
 * @public
 */
export interface DatabaseCredentialPolicy extends KubernetesObject {
  spec?: {
    databaseRef?: { name?: string };
    mode?: string;
    username?: string;
    rotation?: { interval?: string };
    sync?: { enabled?: boolean; targetSecretName?: string };
  };
  status?: {
    username?: string;
    endpoint?: string;
    targetSecretName?: string;
    /** RFC 3339. */
    lastRotatedTime?: string;
    /** RFC 3339. */
    nextRotationTime?: string;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link DatabaseCredentialPolicy}.
 *
 * @public
 */
export const databaseCredentialPolicyType: ResourceType = {
  group: 'security.kube-dc.com',
  version: 'v1alpha1',
  resource: 'databasecredentialpolicies',
  kind: 'DatabaseCredentialPolicy',
  namespaced: true,
};
